package org.letterwing.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.convert.Converter;
import jakarta.faces.convert.ConverterException;
import jakarta.faces.convert.FacesConverter;

/** Reads and writes an amount of octets as people do: {@code 500 MB}, where a kB has 1024 octets. Thread-safe. */
@FacesConverter(value = "octets", managed = true)
public class Octets implements Converter<Long> {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int STEP = 1024;
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([a-z]*)");

    @Override
    public Long getAsObject(FacesContext context, UIComponent component, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            throw new ConverterException(
                    new FacesMessage(FacesMessage.SEVERITY_ERROR, Texts.text("quota.malformed", text), null));
        }
    }

    @Override
    public String getAsString(FacesContext context, UIComponent component, Long octets) {
        return octets == null ? "" : exact(octets);
    }

    /** Reads an amount; a number without a unit is octets. */
    static long parse(String text) {
        Matcher amount = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!amount.matches()) {
            throw new IllegalArgumentException(text);
        }
        long octets = Long.parseLong(amount.group(1));
        try {
            for (int i = unit(amount.group(2)); i > 0; i--) {
                octets = Math.multiplyExact(octets, STEP);
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
        return octets;
    }

    private static int unit(String name) {
        for (int i = 0; i < UNITS.length; i++) {
            if (name.isEmpty()
                    || UNITS[i].equalsIgnoreCase(name)
                    || UNITS[i].substring(0, 1).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** Writes an amount in the largest unit in which it is a whole number. */
    static String exact(long octets) {
        int unit = 0;
        long amount = octets;
        while (amount > 0 && amount % STEP == 0 && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return amount + " " + UNITS[unit];
    }

    /** Writes an amount in at most three digits and a decimal. */
    static String rounded(long octets, Locale locale) {
        int unit = 0;
        double amount = octets;
        while (amount >= STEP && unit < UNITS.length - 1) {
            amount /= STEP;
            unit++;
        }
        return unit == 0 || amount == Math.rint(amount)
                ? String.format(locale, "%.0f %s", amount, UNITS[unit])
                : String.format(locale, "%.1f %s", amount, UNITS[unit]);
    }
}
