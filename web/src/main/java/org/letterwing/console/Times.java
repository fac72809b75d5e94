package org.letterwing.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;

/** Writes times as the viewer knows them: in the language of the page, by the clock of the browser's time zone. */
@Named
@RequestScoped
public class Times {

    /** The page's script writes it. */
    private static final String COOKIE = "LETTERWING_ZONE";

    /** Writes a moment, empty for null. */
    public String text(Instant moment) {
        return format(moment, DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT));
    }

    /** Writes a moment with its seconds, empty for null. */
    public String exact(Instant moment) {
        return format(moment, DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM));
    }

    /** Writes a day, empty for null. */
    public String day(Instant moment) {
        return format(moment, DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM));
    }

    /** Writes the hour and minute of a moment, empty for null. */
    public String time(Instant moment) {
        return format(moment, DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT));
    }

    /** Writes how long something takes or is ago, in the largest unit of which there is one. */
    public String length(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 120) {
            return Texts.text("time.seconds", seconds);
        }
        if (seconds < 7200) {
            return Texts.text("time.minutes", seconds / 60);
        }
        return seconds < 172_800 ? Texts.text("time.hours", seconds / 3600) : Texts.text("time.days", seconds / 86_400);
    }

    /** Returns the name of the zone in which times are written. */
    public String getZoneName() {
        return zone().getId();
    }

    private String format(Instant moment, DateTimeFormatter format) {
        return moment == null
                ? ""
                : format.withLocale(
                                FacesContext.getCurrentInstance().getViewRoot().getLocale())
                        .withZone(zone())
                        .format(moment);
    }

    /** Until the browser has told its own, that of the server. */
    private static ZoneId zone() {
        Object cookie = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestCookieMap()
                .get(COOKIE);
        try {
            return cookie instanceof Cookie told
                    ? ZoneId.of(URLDecoder.decode(told.getValue(), StandardCharsets.UTF_8))
                    : ZoneId.systemDefault();
        } catch (DateTimeException | IllegalArgumentException e) {
            return ZoneId.systemDefault(); // not one that Java knows
        }
    }
}
