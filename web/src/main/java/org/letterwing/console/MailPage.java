package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.letterwing.directory.DirectoryException;
import org.letterwing.queue.AttemptView;
import org.letterwing.queue.EntryState;
import org.letterwing.queue.EntryView;
import org.letterwing.queue.MailView;
import org.letterwing.queue.QueueAction;
import org.letterwing.queue.QueueSearch;
import org.letterwing.queue.QueueSweep;

/** The page of one mail in the queue, whose address names one of its entries. */
@Named
@ViewScoped
public class MailPage implements Serializable {

    @EJB
    private QueueSearch search;

    @EJB
    private QueueSweep sweep;

    private Long entry;
    private transient MailView mail;
    private long chosen;
    private QueueAction action;

    /** Looks the mail up; a page of one that is not there is not found. */
    public void load() {
        if (getMail() == null) {
            NotFound.answer();
        }
    }

    /** Returns the mail as it is now; null if it has gone meanwhile. */
    public MailView getMail() {
        if (mail == null && entry != null) {
            try {
                mail = search.mail(entry);
            } catch (DirectoryException e) {
                return null; // there is no such entry
            }
        }
        return mail;
    }

    /** Writes how large the mail is. */
    public String getSize() {
        return Octets.rounded(
                mail.size(), FacesContext.getCurrentInstance().getViewRoot().getLocale());
    }

    /** Returns what can be done to a recipient. */
    public List<QueueAction> actions(EntryView recipient) {
        return List.of(QueueAction.values()).stream()
                .filter(possible -> possible.fits(recipient.state()))
                .toList();
    }

    /** Asks whether something shall be done to a recipient. */
    public void ask(long recipient, QueueAction what) {
        chosen = recipient;
        action = what;
    }

    /** Returns what would be done. */
    public String getQuestion() {
        return action == null || getMail() == null
                ? ""
                : mail.recipients().stream()
                        .filter(recipient -> recipient.id() == chosen)
                        .findFirst()
                        .map(recipient -> Texts.text("mail.ask." + action, recipient.recipient()))
                        .orElse("");
    }

    /** Does it. */
    public void perform() {
        Attempt.onPage(() -> {
            List<EntryView> found = search.mail(entry).recipients().stream()
                    .filter(recipient -> recipient.id() == chosen)
                    .toList();
            long changed = sweep.each(found, action);
            if (changed == 0) {
                Texts.refuse(null, Texts.text("mail.late"));
            } else {
                Texts.done("mail.done." + action, found.get(0).recipient());
            }
            mail = null;
        });
    }

    /** Returns whether nothing more will happen to a recipient. */
    public boolean isOver(EntryView recipient) {
        return recipient.state().isEnd();
    }

    /** Returns whether a recipient waits for its next attempt. */
    public boolean isWaiting(EntryView recipient) {
        return recipient.state() == EntryState.WAITING;
    }

    /** Returns with which host an attempt had to do, and how. */
    public String where(AttemptView attempt) {
        StringBuilder where = new StringBuilder(attempt.at().host().orElse(""));
        attempt.at()
                .address()
                .filter(address -> !address.contentEquals(where))
                .ifPresent(address -> where.append(" [").append(address).append(']'));
        attempt.at().tlsProtocol().ifPresent(tls -> where.append(" · ").append(tls));
        return where.toString();
    }

    public QueueAction getAction() {
        return action;
    }

    public Long getEntry() {
        return entry;
    }

    public void setEntry(Long entry) {
        this.entry = entry;
    }
}
