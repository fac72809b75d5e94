package org.letterwing.console;

import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

/** The switch between languages; a cookie remembers what was chosen. */
@Named
@RequestScoped
public class Language {

    private static final String COOKIE = "LETTERWING_LANGUAGE";
    private static final int YEAR_SECONDS = 365 * 86_400;

    /** Shows the page again in a language that the console has. */
    public String choose(String tag) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.addResponseCookie(
                COOKIE,
                tag,
                Map.of(
                        "maxAge",
                        YEAR_SECONDS,
                        "path",
                        external.getApplicationContextPath(),
                        "secure",
                        ((HttpServletRequest) external.getRequest()).isSecure(),
                        "httpOnly",
                        true));
        return faces.getViewRoot().getViewId() + "?faces-redirect=true&includeViewParams=true";
    }

    /** Returns what was chosen; null for nothing that could be. */
    static Locale chosen(FacesContext faces) {
        return faces.getExternalContext().getRequestCookieMap().get(COOKIE) instanceof Cookie cookie
                ? Locale.forLanguageTag(cookie.getValue())
                : null;
    }
}
