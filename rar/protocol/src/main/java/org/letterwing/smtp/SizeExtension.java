package org.letterwing.smtp;

import java.util.Map;
import java.util.regex.Pattern;

/** SIZE (RFC 1870): how large a mail may be, and will be. */
final class SizeExtension implements Extension {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");
    private static final int DIGITS_OF_A_LONG = 18;

    private final long limit;

    SizeExtension(long limit) {
        this.limit = limit;
    }

    @Override
    public String ehloLine() {
        return "SIZE " + limit;
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("SIZE", this::take);
    }

    @Override
    public int lineOctets() {
        // RFC 1870 3
        return 26;
    }

    private Reply take(String value, Envelope envelope) {
        if (value == null || !NUMBER.matcher(value).matches()) {
            return Replies.SIZE_SYNTAX;
        }
        String digits = value.replaceFirst("^0+(?=.)", "");
        if (digits.length() > DIGITS_OF_A_LONG || Long.parseLong(digits) > limit) {
            return Replies.TOO_LARGE;
        }
        envelope.declareSize(Long.parseLong(digits));
        return null;
    }
}
