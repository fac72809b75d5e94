package org.letterwing.sending;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.letterwing.api.MailNotSentException;
import org.letterwing.api.Recipient;
import org.letterwing.api.Recipient.Report;
import org.letterwing.api.Refusal;
import org.letterwing.api.SendOptions;
import org.letterwing.settings.SmtpSettings;
import org.letterwing.spi.Refusals;

/**
 * Who gets a mail of an application.
 *
 * @param recipients all of them, each address once
 * @param later the addresses of those whose mailboxes are full now
 */
record Addressees(List<Recipient> recipients, Set<String> later) {

    // RFC 3463 X.1.3: bad destination mailbox address syntax
    private static final Refusal NO_ADDRESS =
            new Refusal(553, "5.1.3", "That is no address, give one such as user@example.com");

    private static final List<RecipientType> NAMED = List.of(RecipientType.TO, RecipientType.CC, RecipientType.BCC);

    /**
     * Finds out who gets a mail.
     *
     * @param policy says what is against an address
     * @throws MailNotSentException if nobody gets it, or somebody never can
     */
    static Addressees of(MimeMessage message, SendOptions options, Function<String, Optional<Refusal>> policy)
            throws MailNotSentException {
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        Map<String, Refusal> refused = new LinkedHashMap<>();
        Set<String> later = new HashSet<>();
        for (Recipient wanted : options.recipients().isEmpty() ? named(message) : options.recipients()) {
            Optional<String> address = EnvelopeAddress.of(wanted.address());
            Optional<Refusal> refusal = address.isEmpty() ? Optional.of(NO_ADDRESS) : policy.apply(address.get());
            boolean full = refusal.filter(Refusals.OVER_QUOTA::equals).isPresent();
            if (refusal.isPresent() && !full) {
                refused.put(wanted.address(), refusal.get());
            } else {
                String to = address.orElseThrow();
                recipients.putIfAbsent(to, recipient(to, wanted, options.reports()));
                if (full) {
                    later.add(to);
                }
            }
        }
        check(recipients.size(), refused);
        return new Addressees(new ArrayList<>(recipients.values()), later);
    }

    private static Recipient recipient(String address, Recipient wanted, Set<Report> reports) {
        return new Recipient(address, wanted.reports().isEmpty() ? reports : wanted.reports(), wanted.original());
    }

    /** Returns the recipients that the message names. */
    private static List<Recipient> named(MimeMessage message) throws MailNotSentException {
        List<String> addresses = new ArrayList<>();
        try {
            for (RecipientType type : NAMED) {
                Address[] found = message.getRecipients(type);
                WrittenMail.addAll(
                        Stream.of(found == null ? new Address[0] : found)
                                .filter(InternetAddress.class::isInstance)
                                .toArray(InternetAddress[]::new),
                        addresses);
            }
        } catch (MessagingException e) {
            throw new MailNotSentException("The mail's recipients can't be read: " + e.getMessage(), e);
        }
        return addresses.stream().map(Recipient::new).toList();
    }

    private static void check(int recipients, Map<String, Refusal> refused) throws MailNotSentException {
        if (!refused.isEmpty()) {
            StringBuilder text = new StringBuilder("The mail was not sent, for some recipients can't get it:");
            refused.forEach((address, refusal) -> text.append(' ')
                    .append(address)
                    .append(" (")
                    .append(refusal)
                    .append(')'));
            throw new MailNotSentException(text.toString(), refused);
        }
        if (recipients == 0) {
            throw new MailNotSentException("The mail has no recipients: name some in To, Cc or Bcc");
        }
        int most = SmtpSettings.MAX_RECIPIENTS.get();
        if (recipients > most) {
            throw new MailNotSentException("The mail has " + recipients + " recipients, more than " + most
                    + ": send several mails, or set letterwing.smtp.max-recipients");
        }
    }
}
