package org.letterwing.console;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.queue.DestinationView;
import org.letterwing.queue.EntryState;
import org.letterwing.queue.EntryView;
import org.letterwing.queue.QueueAction;
import org.letterwing.queue.QueueFilter;
import org.letterwing.queue.QueueSearch;
import org.letterwing.queue.QueueSweep;

/** The page with the queue: a search, and what is done to the entries that are marked or found. */
@Named
@ViewScoped
public class QueuePage implements Serializable {

    /** So many entries are changed by one press of a button, which does not take too long. */
    private static final int MOST = 5000;

    private static final int MOST_DESTINATIONS = 100;

    @EJB
    private QueueSearch search;

    @EJB
    private QueueSweep sweep;

    private final CursorModel<EntryView> entries = new CursorModel<>(this::page);
    private final Map<Long, Boolean> marked = new HashMap<>();
    private String state;
    private String domain;
    private String sender;
    private String recipient;
    private QueueAction action = QueueAction.RETRY;
    private boolean meansAll;
    private QueueAction begun;
    private String rest;

    private Page<EntryView> page(String after, int limit) throws DirectoryException {
        return search.list(filter(), after, limit);
    }

    private QueueFilter filter() {
        return new QueueFilter(state == null ? null : EntryState.valueOf(state), domain, sender, recipient);
    }

    /** Returns the key of what is said of a page without entries. */
    public String getFound() {
        if (entries.isMore()) {
            return "queue.notYet";
        }
        return filter().isAll() ? "queue.none" : "queue.nothing";
    }

    /** Returns whether what shall be done can't be undone. */
    public boolean isDestructive() {
        return action == QueueAction.DELETE || action == QueueAction.BOUNCE;
    }

    /** Asks whether something shall be done to the entries that are marked. */
    public void askForMarked() {
        meansAll = false;
    }

    /** Asks whether something shall be done to all entries that are found. */
    public void askForAll() {
        meansAll = true;
    }

    /** Returns what would be done, to how many. */
    public String getQuestion() {
        String what = Texts.text("queue.do." + action);
        if (isNothingMeant()) {
            return Texts.text("queue.ask.none");
        }
        if (!meansAll) {
            return Texts.text("queue.ask.marked", chosen().size(), what);
        }
        return filter().isAll() ? Texts.text("queue.ask.all", what) : Texts.text("queue.ask.found", what, terms());
    }

    private String terms() {
        StringBuilder terms = new StringBuilder();
        term(terms, "queue.state", state == null ? null : Texts.text("queue.state." + state));
        term(terms, "queue.sender", sender);
        term(terms, "queue.recipient", recipient);
        term(terms, "queue.domain", domain);
        return terms.toString();
    }

    private static void term(StringBuilder terms, String key, String value) {
        if (value != null && !value.isBlank()) {
            terms.append(terms.isEmpty() ? "" : ", ")
                    .append(Texts.text(key))
                    .append(' ')
                    .append(value);
        }
    }

    /** Does it; to very many in several steps. */
    public void perform() {
        Attempt.onPage(() -> {
            QueueSweep.Swept swept = meansAll
                    ? sweep.all(filter(), action, action == begun ? rest : null, MOST)
                    : new QueueSweep.Swept(sweep.each(chosen(), action), null);
            begun = action;
            rest = swept.next();
            Texts.done(rest == null ? "queue.done" : "queue.done.more", swept.changed());
            marked.clear();
            entries.reset();
        });
    }

    private List<EntryView> chosen() {
        return entries.getWrappedData() == null
                ? List.of()
                : entries.getWrappedData().stream()
                        .filter(entry -> Boolean.TRUE.equals(marked.get(entry.id())))
                        .toList();
    }

    /** Returns whether nothing was marked to do something to. */
    public boolean isNothingMeant() {
        return !meansAll && chosen().isEmpty();
    }

    public LazyDataModel<EntryView> getEntries() {
        return entries;
    }

    /** Returns the destinations with which this server has to do, of very many the first ones. */
    public List<DestinationView> getDestinations() {
        return search.destinations().stream().limit(MOST_DESTINATIONS).toList();
    }

    public EntryState[] getStates() {
        return EntryState.values();
    }

    public QueueAction[] getActions() {
        return QueueAction.values();
    }

    public Map<Long, Boolean> getMarked() {
        return marked;
    }

    public QueueAction getAction() {
        return action;
    }

    public void setAction(QueueAction action) {
        this.action = action;
    }

    public String getState() {
        return state;
    }

    /** Takes the name of a state; what is none is nothing. */
    public void setState(String state) {
        this.state = List.of(EntryState.values()).stream()
                .map(Enum::name)
                .filter(name -> name.equals(state))
                .findFirst()
                .orElse(null);
    }

    public String getDomain() {
        return domain;
    }

    public void setDomain(String domain) {
        this.domain = domain;
    }

    public String getSender() {
        return sender;
    }

    public void setSender(String sender) {
        this.sender = sender;
    }

    public String getRecipient() {
        return recipient;
    }

    public void setRecipient(String recipient) {
        this.recipient = recipient;
    }
}
