package org.letterwing.smtp;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of MAIL and RCPT (RFC 5321 4.1.2, esmtp-param). */
final class Parameters {

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern VALUE = Pattern.compile("[!-<>-~\\x{80}-\\x{10FFFF}]+");

    private Parameters() {}

    /**
     * Reads parameters into what they belong to.
     *
     * @param known by keywords in capitals
     * @return null if all are taken, or the refusal of the first that isn't
     */
    static <T> Reply take(String text, Map<String, Parameter<T>> known, T into) {
        if (text.isEmpty()) {
            return null;
        }
        Set<String> seen = new HashSet<>();
        for (String parameter : SPACES.split(text)) {
            int equals = parameter.indexOf('=');
            String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? null : parameter.substring(equals + 1);
            if (!KEYWORD.matcher(keyword).matches()
                    || value != null && !VALUE.matcher(value).matches()) {
                return Replies.PARAMETER_SYNTAX;
            }
            String name = keyword.toUpperCase(Locale.ROOT);
            Parameter<T> taker = known.get(name);
            if (taker == null) {
                return Replies.PARAMETER_UNKNOWN;
            }
            if (!seen.add(name)) {
                return Replies.PARAMETER_TWICE;
            }
            Reply refusal = taker.take(value, into);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }
}
