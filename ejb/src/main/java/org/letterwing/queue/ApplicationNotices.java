package org.letterwing.queue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

import org.letterwing.api.DeliveryNotice;
import org.letterwing.api.DeliveryNotice.Event;
import org.letterwing.api.DeliveryNotice.Place;
import org.letterwing.api.Recipient;
import org.letterwing.directory.DeliveryAudience;
import org.letterwing.notice.Notices;
import org.letterwing.settings.Settings;
import org.letterwing.spi.outbound.SmtpReply;
import org.letterwing.store.Contents;

/**
 * Tells applications that listen what became of entries of the queue: keeps a notice for each, in the caller's transaction.
 * Thread-safe.
 */
@ApplicationScoped
class ApplicationNotices {

    private static final int LONGEST_TEXT = 1000;

    // RFC 3463 X.0.0: other undefined status
    private static final String NO_STATUS = "4.0.0";

    @Inject
    private DeliveryAudience audience;

    @Inject
    private Notices notices;

    @Inject
    private Contents contents;

    protected ApplicationNotices() {}

    /** Works with the given entity manager. */
    ApplicationNotices(EntityManager entities) {
        audience = new DeliveryAudience(entities);
        notices = new Notices(entities);
        contents = new Contents(entities);
    }

    /** Keeps notices of what happened, for those who listen for it. */
    void keep(List<Notice> happened) {
        Map<String, List<Notice>> told = new LinkedHashMap<>();
        Map<Long, QueuedMail> mails = new HashMap<>();
        for (Notice notice : happened) {
            QueuedMail mail = notice.entry().mail();
            for (String listener : audience.of(mail.session(), mail.reversePath())) {
                told.computeIfAbsent(listener, l -> new ArrayList<>()).add(notice);
                mails.put(mail.messageId(), mail);
            }
        }
        Map<Long, String> messageIds = messageIds(mails);
        told.forEach((listener, of) -> notices.keep(
                listener,
                of.stream()
                        .map(notice ->
                                of(notice, messageIds.get(notice.entry().mail().messageId())))
                        .toList()));
    }

    private Map<Long, String> messageIds(Map<Long, QueuedMail> mails) {
        Map<Long, String> ids = new HashMap<>();
        contents.starts(mails.keySet())
                .forEach((key, start) -> messageId(new QueuedContent(contents::piece, mails.get(key), start))
                        .ifPresent(id -> ids.put(key, id)));
        return ids;
    }

    private static Optional<String> messageId(QueuedContent content) {
        try {
            return content.messageId();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeliveryNotice of(Notice notice, String messageId) {
        QueueEntry entry = notice.entry();
        Recipient recipient = entry.recipient();
        return new DeliveryNotice(
                entry.mail().deliveryId(),
                Optional.ofNullable(messageId),
                entry.mail().envelope(List.of(recipient), 0).wishes().envelopeId(),
                entry.mail().reversePath(),
                recipient.address(),
                recipient.original(),
                event(notice.kind()),
                Instant.now(),
                notice.kind() == Notice.Kind.DELAYED ? Optional.of(entry.expires()) : Optional.empty(),
                place(notice),
                entry.lastStatus().orElse(NO_STATUS),
                notice.reply().map(reply -> OptionalInt.of(reply.code())).orElse(OptionalInt.empty()),
                cut(notice.reply().map(SmtpReply::text).or(entry::lastReply).orElse("")));
    }

    private static Event event(Notice.Kind kind) {
        return switch (kind) {
            case DELIVERED, RELAYED, HANDED_OVER -> Event.DELIVERED;
            case EXPANDED -> Event.EXPANDED;
            case DELAYED -> Event.DELAYED;
            case FAILED -> Event.FAILED;
        };
    }

    private static Optional<Place> place(Notice notice) {
        if (notice.kind() == Notice.Kind.DELIVERED && notice.at().host().isEmpty()) {
            return Optional.of(new Place(Place.Kind.MAILBOX, Settings.HOSTNAME.get(), Optional.empty()));
        }
        Place.Kind kind = notice.entry().listener().isPresent() ? Place.Kind.APPLICATION : Place.Kind.HOST;
        return notice.at().host().map(name -> new Place(kind, name, notice.at().address()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
