package org.letterwing.console;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

import org.letterwing.session.SessionAdministration;
import org.letterwing.settings.LimitSettings;
import org.letterwing.spi.LimitState;
import org.letterwing.status.SettingView;
import org.letterwing.status.SettingsBean;

/** The part of the page of security with the limits, and what counts against them now. */
@Named
@RequestScoped
public class LimitsPage {

    private static final String SETTINGS = "letterwing.limits.";

    @EJB
    private SessionAdministration sessions;

    @EJB
    private SettingsBean settings;

    private LimitState state;

    @PostConstruct
    void look() {
        state = sessions.limits().orElse(null);
    }

    /** Returns the limits. */
    public List<SettingView> getLimits() {
        return settings.settings().stream()
                .filter(setting -> setting.name().startsWith(SETTINGS))
                .toList();
    }

    /** Writes what counts against a limit now; empty if that is not known. */
    public String now(SettingView limit) {
        if (state == null) {
            return "";
        }
        String name = limit.name();
        if (name.equals(LimitSettings.CONNECTIONS.name())) {
            return Texts.text("limits.now.connections", state.connections(), ofListeners());
        }
        if (name.equals(LimitSettings.CONNECTIONS_PER_ADDRESS.name())) {
            return Texts.text("limits.now.addresses", state.addresses());
        }
        if (name.equals(LimitSettings.BUFFERED.name())) {
            Locale locale = FacesContext.getCurrentInstance().getViewRoot().getLocale();
            return Texts.text(
                    "limits.now.buffered",
                    Octets.rounded(state.buffered(), locale),
                    Octets.rounded(state.mostBuffered(), locale));
        }
        return "";
    }

    private String ofListeners() {
        return new TreeMap<>(state.ofListeners())
                .entrySet().stream()
                        .map(listener -> listener.getKey() + " " + listener.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** Returns why something was refused, in the order in which the page tells it. */
    public LimitState.Reason[] getReasons() {
        return LimitState.Reason.values();
    }

    /** Returns how often something was refused for a reason. */
    public long refused(LimitState.Reason reason) {
        return state == null ? 0 : state.refused().getOrDefault(reason, 0L);
    }
}
