package org.letterwing.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;

/** The words and fields of a report to a sender, around the mail that it is of (RFC 3464, RFC 6522, RFC 6533). */
final class StatusText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final List<Notice> notices;
    private final Envelope original;
    private final String host;
    private final boolean whole;
    private final String boundary = "=_" + UUID.randomUUID();
    private final StringBuilder text = new StringBuilder();

    /**
     * Prepares a report.
     *
     * @param original the mail's envelope with the recipients of the notices
     * @param host the name of this server
     * @param whole whether the whole mail follows, or its header
     */
    StatusText(List<Notice> notices, Envelope original, String host, boolean whole) {
        this.notices = notices;
        this.original = original;
        this.host = host;
        this.whole = whole;
    }

    /** Returns whether an address has characters beyond ASCII. */
    boolean isInternational() {
        return !isAscii(original.reversePath())
                || original.recipients().stream()
                        .anyMatch(r -> !isAscii(r.address())
                                || r.original()
                                        .filter(o -> !isAscii(o.address()))
                                        .isPresent());
    }

    /** Returns all that stands before the mail. */
    String beforeOriginal() {
        text.setLength(0);
        Notice.Kind kind = notices.get(0).kind();
        field("From", "Mail delivery <postmaster@" + host + ">");
        field("To", "<" + original.reversePath() + ">");
        field("Subject", subject(kind));
        field("Date", DATE.format(Instant.now()));
        field("Message-ID", "<" + UUID.randomUUID() + "@" + host + ">");
        field("Auto-Submitted", "auto-replied"); // RFC 3834 5
        field("MIME-Version", "1.0");
        field("Content-Type", "multipart/report; report-type=delivery-status;\r\n boundary=\"" + boundary + "\"");
        line("");
        part("text/plain; charset=utf-8", "8bit");
        words(kind);
        if (isInternational()) {
            part("message/global-delivery-status", "8bit");
        } else {
            part("message/delivery-status", "7bit"); // RFC 3464 2.1
        }
        fields(kind);
        part(original(), "8bit");
        return text.toString();
    }

    /** Returns what stands after the mail. */
    String afterOriginal() {
        return "\r\n--" + boundary + "--\r\n";
    }

    private String original() {
        if (isInternational()) {
            return whole ? "message/global" : "message/global-headers";
        }
        return whole ? "message/rfc822" : "text/rfc822-headers";
    }

    private static String subject(Notice.Kind kind) {
        return switch (kind) {
            case FAILED -> "Your mail could not be delivered";
            case DELAYED -> "Your mail is not delivered yet";
            case DELIVERED, EXPANDED -> "Your mail was delivered";
            case RELAYED, HANDED_OVER -> "Your mail was handed on";
        };
    }

    private void words(Notice.Kind kind) {
        line("This is the mail server " + host + ".");
        line("");
        line(
                switch (kind) {
                    case FAILED -> "Your mail could not be delivered to:";
                    case DELAYED ->
                        "Your mail could not be delivered yet. You need not send it again: it is tried further. It is to:";
                    case DELIVERED -> "Your mail was delivered to:";
                    case EXPANDED -> "Your mail was delivered to all who stand behind:";
                    case RELAYED, HANDED_OVER ->
                        "Your mail was taken by a server that does not tell when it is delivered, for:";
                });
        for (Notice notice : notices) {
            line("");
            line("<" + notice.entry().recipient().address() + ">");
            said(notice).ifPresent(reply -> line("    " + reply));
        }
        line("");
    }

    private void fields(Notice.Kind kind) {
        field("Reporting-MTA", "dns; " + host);
        original.wishes().envelopeId().ifPresent(id -> field("Original-Envelope-Id", clean(id)));
        field("Arrival-Date", DATE.format(notices.get(0).entry().mail().arrived()));
        for (Notice notice : notices) {
            QueueEntry entry = notice.entry();
            Recipient recipient = entry.recipient();
            line("");
            recipient.original().ifPresent(o -> field("Original-Recipient", o.type() + "; " + clean(o.address())));
            field("Final-Recipient", (isAscii(recipient.address()) ? "rfc822" : "utf-8") + "; " + recipient.address());
            field("Action", kind.name().toLowerCase(Locale.ROOT));
            field("Status", entry.lastStatus().orElse("4.0.0"));
            notice.at().host().ifPresent(h -> field("Remote-MTA", "dns; " + h));
            // RFC 3461 9.2: smtp has replies alone; RFC 3464 2.3.6 lets others have a type of their own.
            String type = notice.reply().isPresent() ? "smtp" : "x-letterwing";
            said(notice).ifPresent(said -> field("Diagnostic-Code", type + "; " + diagnosis(said)));
            if (kind == Notice.Kind.DELAYED) {
                field("Will-Retry-Until", DATE.format(entry.expires()));
            }
        }
    }

    /** RFC 3464 2.3.6: there is a diagnosis only where there was something to say it of. */
    private static Optional<String> said(Notice notice) {
        return switch (notice.kind()) {
            case DELIVERED, EXPANDED -> Optional.empty();
            case RELAYED, HANDED_OVER, DELAYED, FAILED ->
                notice.entry().lastReply().map(StatusText::clean);
        };
    }

    /** Returns what was said in the characters that the fields may have. */
    private String diagnosis(String said) {
        return isInternational() ? said : said.replaceAll("\\P{ASCII}", "?");
    }

    private void part(String type, String encoding) {
        line("");
        line("--" + boundary);
        field("Content-Type", type);
        field("Content-Transfer-Encoding", encoding);
        line("");
    }

    private void field(String name, String value) {
        line(name + ": " + value);
    }

    private void line(String line) {
        text.append(line).append("\r\n");
    }

    /** What a peer said must not become lines of the report, nor longer ones than RFC 5322 2.1.1 allows. */
    private static String clean(String said) {
        String printable = said.replaceAll("\\p{Cntrl}", " ");
        return printable.length() > 900 ? printable.substring(0, 900) : printable;
    }

    private static boolean isAscii(String address) {
        return address.chars().allMatch(c -> c < 0x80);
    }
}
