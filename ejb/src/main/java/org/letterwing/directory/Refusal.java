package org.letterwing.directory;

import java.io.Serializable;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/**
 * What is refused and why, as people read it in their language.
 *
 * @param reason why
 * @param values what it is about, in the places that the text has for it
 */
public record Refusal(Reason reason, List<String> values) implements Serializable {

    private static final String BUNDLE = "org.letterwing.directory.Refusals";

    /** Copies the list. */
    public Refusal {
        values = List.copyOf(values);
    }

    /** Makes a refusal; numbers are written as they are, without points or commas between their digits. */
    static Refusal of(Reason reason, Object... values) {
        return new Refusal(reason, Stream.of(values).map(String::valueOf).toList());
    }

    /** Says in one or two sentences what is wrong, and what to do instead. */
    public String text(Locale locale) {
        ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, locale);
        return new MessageFormat(bundle.getString(reason.name()), locale).format(values.toArray());
    }
}
