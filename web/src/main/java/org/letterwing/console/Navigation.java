package org.letterwing.console;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The sections of the console that the caller can use, in the order in which they are offered. Each is called as its page. */
@Named
@ApplicationScoped
public class Navigation {

    private static final List<String> ENTRIES =
            List.of("overview", "domains", "applications", "queue", "trace", "routes", "security", "audit", "settings");
    private static final List<String> OF_DOMAINS = List.of("domains", "queue", "trace", "account");
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("overview", "chart-bar"),
            Map.entry("domains", "globe"),
            Map.entry("applications", "box"),
            Map.entry("queue", "inbox"),
            Map.entry("trace", "directions"),
            Map.entry("routes", "share-alt"),
            Map.entry("security", "shield"),
            Map.entry("audit", "history"),
            Map.entry("settings", "cog"),
            Map.entry("account", "user"));

    @Inject
    private Caller caller;

    /** Returns the sections; none for who has but an account. */
    public List<String> getEntries() {
        if (caller.isAdministrator()) {
            return ENTRIES;
        }
        return caller.isDomainAdministrator() ? OF_DOMAINS : List.of();
    }

    /** Returns the first page that the caller can see; the start page for who has not signed in. */
    public String getHome() {
        return getEntries().stream()
                .findFirst()
                .map(entry -> entry + ".xhtml")
                .orElse(caller.isUser() ? "account.xhtml" : "");
    }

    /** Returns the style class of a section's icon. */
    public String icon(String entry) {
        return "pi pi-" + ICONS.get(entry);
    }
}
