package org.letterwing.sending;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;

import org.letterwing.api.Envelope.Feature;
import org.letterwing.api.MailNotSentException;
import org.letterwing.settings.Settings;
import org.letterwing.settings.SmtpSettings;

/**
 * A message of an application as Jakarta Mail has written it, without the fields that are nobody else's, and what its
 * header says. Used by one thread.
 */
final class WrittenMail implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WrittenMail.class.getName());

    // RFC 5322 3.6.3: no recipient learns of those; the last two are of a mail that was received.
    private static final String[] LEFT_OUT = {"Bcc", "Resent-Bcc", "Return-Path", "Content-Length"};

    private final Spool spool;
    private final Set<Feature> features;
    private final InternetHeaders header;

    private WrittenMail(Spool spool, Set<Feature> features, InternetHeaders header) {
        this.spool = spool;
        this.features = features;
        this.header = header;
    }

    /**
     * Writes a message.
     *
     * @param classLoader where the message's types of content have their handlers
     * @throws MailNotSentException if it can't be written, or is too large
     */
    static WrittenMail of(MimeMessage message, ClassLoader classLoader) throws MailNotSentException {
        Spool spool = new Spool(
                Settings.DATA_DIR.get().resolve("spool"),
                Settings.MESSAGE_MEMORY_LIMIT.get(),
                Settings.MESSAGE_MAX_SIZE.get());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classLoader);
        try {
            WireForm form = new WireForm(spool, SmtpSettings.MAX_HEADER.get());
            message.writeTo(form, LEFT_OUT);
            form.end();
            try (InputStream written = spool.open()) {
                return new WrittenMail(spool, features(form), new InternetHeaders(written, true));
            }
        } catch (IOException | MessagingException | RuntimeException e) {
            close(spool);
            throw new MailNotSentException("The mail can't be sent: " + reason(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Set<Feature> features(WireForm form) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        if (form.hasEightBitBody()) {
            features.add(Feature.EIGHT_BIT_MIME);
        }
        if (form.hasInternationalHeader()) {
            features.add(Feature.SMTPUTF8);
        }
        return features;
    }

    /** Jakarta Mail and handlers of content put what went wrong into exceptions of their own. */
    private static String reason(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TooLargeException) {
                return t.getMessage();
            }
        }
        return "it can't be written (" + failure + ")";
    }

    /** Returns what the content asks of those who take the mail. */
    Set<Feature> features() {
        return features;
    }

    /** Returns whether the header has a field. */
    boolean has(String field) {
        return header.getHeader(field) != null;
    }

    /** Returns how often the header has a field. */
    int count(String field) {
        String[] found = header.getHeader(field);
        return found == null ? 0 : found.length;
    }

    /**
     * Returns the addresses that all fields of a name hold, those in groups too.
     *
     * @throws MailNotSentException if one of the fields is no list of addresses
     */
    List<String> addresses(String field) throws MailNotSentException {
        List<String> addresses = new ArrayList<>();
        String[] found = header.getHeader(field);
        for (String value : found == null ? new String[0] : found) {
            try {
                addAll(InternetAddress.parseHeader(value, true), addresses);
            } catch (AddressException e) {
                throw new MailNotSentException(
                        "The mail's " + field + " is no list of addresses: " + e.getMessage(), e);
            }
        }
        return addresses;
    }

    /** Adds the addresses that a list holds, those in groups too. */
    static void addAll(InternetAddress[] list, List<String> addresses) throws AddressException {
        for (InternetAddress address : list) {
            if (address.isGroup()) {
                InternetAddress[] members = address.getGroup(true);
                addAll(members == null ? new InternetAddress[0] : members, addresses);
            } else {
                addresses.add(Optional.ofNullable(address.getAddress()).orElse(""));
            }
        }
    }

    /** Returns the size in octets. */
    long size() {
        return spool.size();
    }

    /** Opens what was written from its start. */
    InputStream open() throws IOException {
        return spool.open();
    }

    @Override
    public void close() {
        close(spool);
    }

    private static void close(Spool spool) {
        try {
            spool.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "A spool file can''t be closed: {0}", e.getMessage());
        }
    }
}
