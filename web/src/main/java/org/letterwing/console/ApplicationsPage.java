package org.letterwing.console;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.ListenerView;
import org.letterwing.directory.Page;
import org.letterwing.queue.EntryState;
import org.letterwing.queue.EntryView;
import org.letterwing.queue.QueueAdministration;
import org.letterwing.queue.QueueFilter;
import org.letterwing.queue.QueueSearch;
import org.letterwing.status.StatusBean;
import org.letterwing.trace.MailFigures;
import org.letterwing.trace.Traffic.Span;

/** The listeners of applications, and the mail that they did not take. */
@Named
@ViewScoped
public class ApplicationsPage implements Serializable {

    private static final QueueFilter DEAD_LETTERS = new QueueFilter(EntryState.DEAD_LETTER, null, null, null);

    @EJB
    private DirectoryAdministration directory;

    @EJB
    private StatusBean status;

    @EJB
    private MailFigures figures;

    @EJB
    private QueueSearch search;

    @EJB
    private QueueAdministration queue;

    private final CursorModel<ListenerView> listeners = new CursorModel<>(this::listeners);
    private final CursorModel<EntryView> letters = new CursorModel<>(this::letters);
    private transient Set<String> active;
    private transient Map<String, Long> hour;
    private transient Map<String, Long> day;
    private transient ListenerView chosen;
    private transient EntryView letter;

    private Page<ListenerView> listeners(String after, int limit) throws DirectoryException {
        return directory.listeners(after, limit);
    }

    private Page<EntryView> letters(String after, int limit) throws DirectoryException {
        return search.list(DEAD_LETTERS, after, limit);
    }

    /** Returns whether a listener is active on a server; what is on this one is known at once. */
    public boolean isActive(ListenerView listener) {
        if (active == null) {
            active = new HashSet<>(status.status().applications());
        }
        return active.contains(listener.application()) || !listener.servers().isEmpty();
    }

    /** Returns how many mails a listener has taken in the last hour. */
    public long takenInHour(ListenerView listener) {
        if (hour == null) {
            hour = figures.taken(Span.HOUR);
        }
        return hour.getOrDefault(listener.application(), 0L);
    }

    /** Returns how many mails a listener has taken in the last day. */
    public long takenInDay(ListenerView listener) {
        if (day == null) {
            day = figures.taken(Span.DAY);
        }
        return day.getOrDefault(listener.application(), 0L);
    }

    /** Writes patterns or senders in a line. */
    public String joined(List<String> texts) {
        return String.join(", ", texts);
    }

    /** Chooses the listener that is to be removed. */
    public void choose(ListenerView listener) {
        chosen = listener;
    }

    /** Forgets the chosen listener. */
    public void remove() {
        if (Attempt.onPage(() -> directory.removeListener(chosen.id()))) {
            Texts.done("listener.removed", chosen.application());
            listeners.reset();
        }
    }

    /** Offers a dead letter to its application again. */
    public void retry(EntryView entry) {
        if (Attempt.onPage(() -> queue.revive(entry.id()))) {
            Texts.done("letter.retried", entry.recipient());
            letters.reset();
        }
    }

    /** Chooses the dead letter that is to be sent back. */
    public void chooseLetter(EntryView entry) {
        letter = entry;
    }

    /** Gives the chosen dead letter up, and tells its sender. */
    public void bounce() {
        if (Attempt.onPage(() -> queue.bounce(letter.id()))) {
            Texts.done("letter.bounced", letter.recipient());
            letters.reset();
        }
    }

    public LazyDataModel<ListenerView> getListeners() {
        return listeners;
    }

    public LazyDataModel<EntryView> getLetters() {
        return letters;
    }

    public ListenerView getChosen() {
        return chosen;
    }

    public EntryView getLetter() {
        return letter;
    }
}
