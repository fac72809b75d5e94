package org.letterwing.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.letterwing.api.DeliveryWishes.DeliverBy;
import org.letterwing.api.DeliveryWishes.Return;
import org.letterwing.api.Recipient.Original;
import org.letterwing.api.Recipient.Report;

/**
 * What the envelope of a mail has that its message doesn't say. Each method returns options with one thing changed:
 *
 * <pre>{@code
 * sender.send(message, SendOptions.NONE.from("returns+7@shop.example").reporting(Report.FAILURE));
 * }</pre>
 *
 * <p>Immutable and thread-safe. What can't be is an {@link IllegalArgumentException}.
 *
 * @param sender the reverse-path: {@code local-part@domain}, or {@code ""} for a mail of which nobody is told; empty for
 *     what the message has as Sender, else as first From
 * @param recipients who gets the mail; none for those of the message's To, Cc and Bcc
 * @param reports when a report is sent (RFC 3461 4.1), for recipients that don't say; none for failures and delays
 * @param wishes what is asked of the delivery
 * @param requireTls whether the mail goes on under verified TLS, or not at all (RFC 8689)
 */
public record SendOptions(
        Optional<String> sender,
        List<Recipient> recipients,
        Set<Report> reports,
        DeliveryWishes wishes,
        boolean requireTls) {

    /** Nothing but what the message says. */
    public static final SendOptions NONE =
            new SendOptions(Optional.empty(), List.of(), Set.of(), DeliveryWishes.NONE, false);

    // RFC 3461 4.4 and 4.2, in characters as they are encoded; the type has its share.
    private static final int LONGEST_ENVELOPE_ID = 100;
    private static final int LONGEST_ORIGINAL = 449;
    // RFC 6710 2
    private static final int HIGHEST_PRIORITY = 9;

    /** Checks what can be checked without a server, and copies what can change. */
    public SendOptions {
        Objects.requireNonNull(sender);
        recipients = List.copyOf(recipients);
        reports = checked(reports);
        recipients.forEach(SendOptions::check);
        check(wishes);
    }

    /** Sets the reverse-path; {@code ""} for a mail of which nobody is told. */
    public SendOptions from(String reversePath) {
        return new SendOptions(Optional.of(reversePath), recipients, reports, wishes, requireTls);
    }

    /** Sets who gets the mail, whatever the message says. */
    public SendOptions to(String... addresses) {
        return to(Arrays.stream(addresses).map(Recipient::new).toList());
    }

    /** Sets who gets the mail, whatever the message says, with what is to be reported of each. */
    public SendOptions to(Collection<Recipient> named) {
        return new SendOptions(sender, List.copyOf(named), reports, wishes, requireTls);
    }

    /** Sets when a report is sent. */
    public SendOptions reporting(Report... when) {
        return new SendOptions(sender, recipients, Set.of(when), wishes, requireTls);
    }

    /** Sets what of the mail a report of its failure has in it. */
    public SendOptions returning(Return what) {
        return with(new DeliveryWishes(
                Optional.of(what), wishes.envelopeId(), wishes.holdUntil(), wishes.deliverBy(), wishes.priority()));
    }

    /** Sets the application's name for the mail, for reports: printable ASCII. */
    public SendOptions envelopeId(String id) {
        return with(new DeliveryWishes(
                wishes.dsnReturn(), Optional.of(id), wishes.holdUntil(), wishes.deliverBy(), wishes.priority()));
    }

    /** Sets when the mail may leave, a year ahead at most. */
    public SendOptions notBefore(Instant time) {
        return with(new DeliveryWishes(
                wishes.dsnReturn(), wishes.envelopeId(), Optional.of(time), wishes.deliverBy(), wishes.priority()));
    }

    /** Sets until when the mail is to be delivered, and what becomes of it else; a year ahead at most. */
    public SendOptions deliverBy(DeliverBy by) {
        return with(new DeliveryWishes(
                wishes.dsnReturn(), wishes.envelopeId(), wishes.holdUntil(), Optional.of(by), wishes.priority()));
    }

    /** Sets the priority, from -9 to 9: mails with more leave first. */
    public SendOptions priority(int priority) {
        return with(new DeliveryWishes(
                wishes.dsnReturn(), wishes.envelopeId(), wishes.holdUntil(), wishes.deliverBy(), priority));
    }

    /** Lets the mail go on under verified TLS, or not at all. */
    public SendOptions requiringTls() {
        return new SendOptions(sender, recipients, reports, wishes, true);
    }

    private SendOptions with(DeliveryWishes changed) {
        return new SendOptions(sender, recipients, reports, changed, requireTls);
    }

    private static Set<Report> checked(Set<Report> reports) {
        check(!reports.contains(Report.NEVER) || reports.size() == 1, "A report is sent never, or at other times");
        return Set.copyOf(reports);
    }

    private static void check(Recipient recipient) {
        checked(recipient.reports());
        recipient.original().ifPresent(SendOptions::check);
    }

    private static void check(Original original) {
        boolean unicode = original.type().equals("utf-8");
        check(
                original.type().matches("[a-z0-9-]{1,50}")
                        && !original.address().isEmpty()
                        && (unicode ? isPrintable(original.address()) : isPrintableAscii(original.address()))
                        && encodedLength(original.address(), unicode ? 10 : 3) <= LONGEST_ORIGINAL,
                "An original recipient is a type in small letters such as rfc822, and an address of at most "
                        + LONGEST_ORIGINAL + " printable characters as RFC 3461 4 encodes them");
    }

    private static void check(DeliveryWishes wishes) {
        check(
                Math.abs(wishes.priority()) <= HIGHEST_PRIORITY,
                "A priority is -" + HIGHEST_PRIORITY + " to " + HIGHEST_PRIORITY);
        wishes.envelopeId()
                .ifPresent(id -> check(
                        !id.isEmpty() && isPrintableAscii(id) && encodedLength(id, 3) <= LONGEST_ENVELOPE_ID,
                        "An envelope id is printable ASCII of at most " + LONGEST_ENVELOPE_ID
                                + " characters as RFC 3461 4 encodes them"));
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean isPrintableAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static boolean isPrintable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** Returns a length as xtext (RFC 3461 4) or unitext (RFC 6533 3), where some characters are escaped. */
    private static int encodedLength(String text, int escapeLength) {
        return text.codePoints()
                .map(c -> c > ' ' && c < 0x7f && c != '+' && c != '=' && c != '\\' ? 1 : escapeLength)
                .sum();
    }
}
