package org.letterwing.reporting;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.settings.ReportSettings;
import org.letterwing.store.StoredMails;
import org.letterwing.store.StoredMails.StoredMail;

/** Shows the reports of other hosts that have come to the address of this server's own ones. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@OnlyReads
public class ReceivedReports {

    /** How many mails are read for a page: each is unpacked anew. */
    static final int MOST_MAILS = 20;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private StoredMails mails;

    /** For the container. */
    public ReceivedReports() {}

    ReceivedReports(RecipientDirectory directory, StoredMails mails) {
        this.directory = directory;
        this.mails = mails;
    }

    /**
     * Lists the reports in the mailboxes behind the address, the newest first. A page may have fewer than there are, for other
     * mails lie between them.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1; beyond {@value #MOST_MAILS} it is that
     */
    public Page<ReceivedReport> reports(String after, int limit) throws DirectoryException {
        Set<Long> accounts =
                ReportSettings.ADDRESS.get().map(directory::accountsFor).orElse(Set.of());
        long before = after == null ? Long.MAX_VALUE : Page.key(after);
        Page<StoredMail> page = Page.of(
                accounts.isEmpty() ? List.of() : mails.newest(accounts, before, Math.min(limit, MOST_MAILS) + 1),
                Math.min(limit, MOST_MAILS),
                mail -> Long.toString(mail.id()));
        return new Page<>(
                page.items().stream().flatMap(mail -> report(mail).stream()).toList(), page.next());
    }

    private Optional<ReceivedReport> report(StoredMail mail) {
        return mail.size() > ReportAttachment.MAX_SIZE
                ? Optional.empty()
                : ReportAttachment.of(mails.content(mail))
                        .map(report -> ReceivedReport.of(mail.id(), mail.arrived(), report));
    }
}
