package org.letterwing.console;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The sections of the console, in the order in which they are offered. Each is called as its page. */
@Named
@ApplicationScoped
public class Navigation {

    private static final List<String> ENTRIES =
            List.of("overview", "domains", "applications", "queue", "trace", "routes", "security", "audit", "settings");
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("overview", "chart-bar"),
            Map.entry("domains", "globe"),
            Map.entry("applications", "box"),
            Map.entry("queue", "inbox"),
            Map.entry("trace", "directions"),
            Map.entry("routes", "share-alt"),
            Map.entry("security", "shield"),
            Map.entry("audit", "history"),
            Map.entry("settings", "cog"));

    public List<String> getEntries() {
        return ENTRIES;
    }

    /** Returns the style class of a section's icon. */
    public String icon(String entry) {
        return "pi pi-" + ICONS.get(entry);
    }
}
