package org.letterwing.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient.Report;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.store.Contents;

/**
 * Tells senders what became of their mail (RFC 3461 5), as far as they want to know: one report for all recipients of a
 * mail of whom the same is to be said. A report goes to nobody if the mail has no sender. Thread-safe.
 */
@ApplicationScoped
public class Reports {

    private static final System.Logger LOG = System.getLogger(Reports.class.getName());

    @Inject
    private Intake intake;

    @Inject
    private Contents contents;

    @Inject
    private ApplicationNotices applications;

    protected Reports() {}

    Reports(Intake intake, Contents contents, ApplicationNotices applications) {
        this.intake = intake;
        this.contents = contents;
        this.applications = applications;
    }

    /** Sends the reports that are wanted, and tells applications that listen, in the caller's transaction. */
    void send(List<Notice> notices) {
        applications.keep(notices);
        Map<List<Object>, List<Notice>> groups = new LinkedHashMap<>();
        for (Notice notice : notices) {
            QueuedMail mail = notice.entry().mail();
            if (!mail.reversePath().isEmpty() && isWanted(notice)) {
                groups.computeIfAbsent(List.of(mail.messageId(), notice.kind()), key -> new ArrayList<>())
                        .add(notice);
            }
        }
        if (groups.isEmpty()) {
            return;
        }
        Map<Long, Contents.Start> starts = contents.starts(groups.keySet().stream()
                .map(key -> (Long) key.get(0))
                .distinct()
                .toList());
        List<InboundMail> reports = new ArrayList<>();
        for (List<Notice> group : groups.values()) {
            QueuedMail mail = group.get(0).entry().mail();
            QueuedContent content = new QueuedContent(contents::piece, mail, starts.get(mail.messageId()));
            reports.add(StatusReport.of(group, content.size(), content::open));
        }
        take(reports);
    }

    /**
     * Tells a sender, as far as it wants to know, that a listener of an application has taken its mail in the session; in
     * the caller's transaction.
     */
    public void delivered(InboundMail mail) {
        QueuedMail taken = new QueuedMail(0, 0, mail, Instant.now());
        List<Notice> notices = mail.envelope().recipients().stream()
                .map(recipient -> new Notice(QueueEntry.delivered(taken, recipient), Notice.Kind.DELIVERED))
                .filter(Reports::isWanted)
                .toList();
        if (!notices.isEmpty() && !taken.reversePath().isEmpty()) {
            take(List.of(StatusReport.of(notices, mail.size(), () -> open(mail))));
        }
    }

    private static InputStream open(InboundMail mail) {
        try {
            return mail.openContent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(List<InboundMail> reports) {
        try {
            List<Verdict> verdicts = intake.takeOwn(reports);
            for (int i = 0; i < verdicts.size(); i++) {
                if (!verdicts.get(i).isTaken()) {
                    LOG.log(
                            Level.WARNING,
                            "The sender {0} can''t be told what became of a mail: nobody has that address",
                            reports.get(i).envelope().recipients().get(0).address());
                }
            }
        } catch (StorageFullException e) {
            throw new IllegalStateException("There is no room for reports to senders", e); // it is tried again
        }
    }

    /** RFC 2852 4: of a mail with a time and a trace each server on its way tells. */
    private static boolean isTraced(QueueEntry entry) {
        return entry.mail().isTraced() && !entry.recipient().reports().contains(Report.NEVER);
    }

    // RFC 3461 4.1: who didn't say wants to know of failures and delays
    private static boolean isWanted(Notice notice) {
        Set<Report> wanted = notice.entry().recipient().reports();
        return switch (notice.kind()) {
            case DELIVERED, EXPANDED -> wanted.contains(Report.SUCCESS);
            case RELAYED -> wanted.contains(Report.SUCCESS) || isTraced(notice.entry());
            case DELAYED -> wanted.isEmpty() || wanted.contains(Report.DELAY);
            case HANDED_OVER -> false;
            case FAILED -> wanted.isEmpty() || wanted.contains(Report.FAILURE);
        };
    }
}
