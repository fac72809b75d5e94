package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.trace.MailTrace;
import org.letterwing.trace.TraceSearch;
import org.letterwing.trace.TraceView;
import org.letterwing.trace.TracedMail;

/** The page that tells where a mail is. One field takes an address, a Message-ID or the number of an entry of the queue. */
@Named
@ViewScoped
public class TracePage implements Serializable {

    private static final int MAILS = 20;
    private static final int LONGEST_NUMBER = 18;

    @EJB
    private MailTrace trace;

    private String find = "";
    private String after;
    private transient Page<TracedMail> page;

    /** Looks the mails up. */
    public void load() {
        page = new Page<>(List.of(), null);
        Attempt.onPage(() -> page = find(find));
    }

    private Page<TracedMail> find(String text) throws DirectoryException {
        if (text.isEmpty()) {
            return mails(TraceSearch.ALL);
        }
        if (text.length() <= LONGEST_NUMBER && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return mails(new TraceSearch(null, null, Long.valueOf(text)));
        }
        TraceSearch byId = new TraceSearch(null, text, null);
        if (text.startsWith("<")) {
            return mails(byId);
        }
        Page<TracedMail> found = mails(new TraceSearch(text, null, null));
        return found.items().isEmpty() ? mails(byId) : found; // both look alike
    }

    private Page<TracedMail> mails(TraceSearch search) throws DirectoryException {
        return trace.mails(search, after, MAILS);
    }

    /** Returns the mails that are found, the newest first. */
    public List<TracedMail> getMails() {
        if (page == null) {
            load();
        }
        return page.items();
    }

    /** Returns where the next older mails begin; null if these are the oldest. */
    public String getNext() {
        return getMails().isEmpty() ? null : page.next();
    }

    /** Returns whether certain mails are looked for. */
    public boolean isSearching() {
        return !find.isEmpty();
    }

    /** Returns the Message-ID of a mail, if an event tells it; else what goes for its name. */
    public String name(TracedMail mail) {
        return mail.events().stream()
                .map(TraceView::messageId)
                .filter(id -> id != null)
                .findFirst()
                .map(id -> '<' + id + '>')
                .orElse(mail.deliveryId().toString());
    }

    /** Returns who is said to have sent a mail; null if no event tells it. */
    public String sender(TracedMail mail) {
        return mail.events().stream()
                .map(TraceView::sender)
                .filter(sender -> sender != null)
                .findFirst()
                .orElse(null);
    }

    public String getFind() {
        return find;
    }

    /** Takes what is looked for; null stands for nothing. */
    public void setFind(String find) {
        this.find = find == null ? "" : find.strip();
    }

    public String getAfter() {
        return after;
    }

    /** Takes where a page begins. */
    public void setAfter(String after) {
        this.after = after == null || after.isBlank() ? null : after;
    }
}
