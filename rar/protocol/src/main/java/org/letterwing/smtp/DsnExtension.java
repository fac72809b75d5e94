package org.letterwing.smtp;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.letterwing.smtp.RecipientOptions.OriginalRecipient;
import org.letterwing.smtp.RecipientOptions.Report;

/** DSN (RFC 3461): which reports about the delivery the sender wants, and what they say. */
final class DsnExtension implements Extension {

    // RFC 3461 4.4 and 4.2, in characters.
    private static final int ENVELOPE_ID_LIMIT = 100;
    private static final int ORIGINAL_LIMIT = 500;
    private static final Pattern ADDRESS_TYPE = Pattern.compile("[A-Za-z0-9-]+");
    // RFC 6533 3
    private static final String UTF_8 = "utf-8";
    private static final String RFC_822 = "rfc822";
    private static final Map<String, MailOptions.Return> RETURNS =
            Map.of("FULL", MailOptions.Return.FULL, "HDRS", MailOptions.Return.HEADERS);
    private static final Map<String, Report> REPORTS =
            Map.of("SUCCESS", Report.SUCCESS, "FAILURE", Report.FAILURE, "DELAY", Report.DELAY);

    @Override
    public String ehloLine() {
        return "DSN";
    }

    @Override
    public Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of("RET", DsnExtension::takeReturn, "ENVID", DsnExtension::takeEnvelopeId);
    }

    @Override
    public Map<String, Parameter<RecipientDraft>> rcptParameters() {
        return Map.of("NOTIFY", DsnExtension::takeNotify, "ORCPT", DsnExtension::takeOriginal);
    }

    @Override
    public int lineOctets() {
        // NOTIFY and ORCPT at their longest.
        return 29 + 7 + ORIGINAL_LIMIT;
    }

    // RFC 3461 4.3
    private static Reply takeReturn(String value, Envelope envelope) {
        MailOptions.Return what = value == null ? null : RETURNS.get(value.toUpperCase(Locale.ROOT));
        if (what == null) {
            return Replies.RET_SYNTAX;
        }
        envelope.returnInReports(what);
        return null;
    }

    // RFC 3461 4.4
    private static Reply takeEnvelopeId(String value, Envelope envelope) {
        String id = value == null || value.length() > ENVELOPE_ID_LIMIT ? null : Xtext.decode(value);
        if (id == null) {
            return Replies.ENVID_SYNTAX;
        }
        envelope.identify(id);
        return null;
    }

    // RFC 3461 4.1
    private static Reply takeNotify(String value, RecipientDraft recipient) {
        if ("NEVER".equalsIgnoreCase(value)) {
            recipient.report(Set.of(Report.NEVER));
            return null;
        }
        Set<Report> reports = EnumSet.noneOf(Report.class);
        for (String when : value == null ? new String[] {""} : value.split(",", -1)) {
            Report known = REPORTS.get(when.toUpperCase(Locale.ROOT));
            if (known == null) {
                return Replies.NOTIFY_SYNTAX;
            }
            reports.add(known);
        }
        recipient.report(reports);
        return null;
    }

    // RFC 3461 4.2, RFC 6533 3
    private static Reply takeOriginal(String value, RecipientDraft recipient) {
        int semicolon = value == null || value.length() > ORIGINAL_LIMIT ? -1 : value.indexOf(';');
        if (semicolon < 0) {
            return Replies.ORCPT_SYNTAX;
        }
        String type = value.substring(0, semicolon).toLowerCase(Locale.ROOT);
        String encoded = value.substring(semicolon + 1);
        String address = type.equals(UTF_8) ? Xtext.decodeUnicode(encoded) : Xtext.decode(encoded);
        if (address == null && type.equals(RFC_822)) { // as Postfix sends such addresses
            type = UTF_8;
            address = Xtext.decodeUtf8(encoded);
        }
        if (!ADDRESS_TYPE.matcher(type).matches() || address == null || address.isEmpty()) {
            return Replies.ORCPT_SYNTAX;
        }
        recipient.original(new OriginalRecipient(type, address));
        return null;
    }
}
