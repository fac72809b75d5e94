package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.session.SessionAdministration;
import org.letterwing.session.SessionFilter;
import org.letterwing.spi.MailSession;

/** The part of the page of security with the mail sessions that are open on the server that shows it. */
@Named
@ViewScoped
public class SessionsPage implements Serializable {

    @EJB
    private SessionAdministration sessions;

    private final CursorModel<MailSession> table = new CursorModel<>(this::page);
    private transient MailSession chosen;
    private String user = "";
    private String client = "";

    private Page<MailSession> page(String after, int limit) throws DirectoryException {
        return sessions.sessions(SessionFilter.of(user, client), after, limit);
    }

    /** Says what is wrong with what is looked for, and forgets it then. */
    public void check() {
        if (!Attempt.onPage(() -> SessionFilter.of(user, client))) {
            user = "";
            client = "";
        }
    }

    /** Chooses the session that is to end. */
    public void choose(long id) {
        Attempt.onPage(() -> chosen = sessions.session(id));
    }

    /** Ends the chosen session. */
    public void disconnect() {
        if (Attempt.onPage(() -> sessions.disconnect(chosen.id()))) {
            Texts.done("session.ended", who(chosen));
        }
        table.reset();
    }

    /** Ends all sessions that are shown, on all pages of the table. */
    public void disconnectAll() {
        Attempt.onPage(() -> Texts.done("sessions.ended", sessions.disconnect(SessionFilter.of(user, client))));
        table.reset();
    }

    /** Returns who has logged in, or else the client's address. */
    public String who(MailSession session) {
        return session.user().orElseGet(() -> address(session));
    }

    /** Writes the client's address. */
    public String address(MailSession session) {
        return session.client().getAddress().getHostAddress();
    }

    /** Writes an amount of octets. */
    public String size(long octets) {
        return Octets.rounded(
                octets, FacesContext.getCurrentInstance().getViewRoot().getLocale());
    }

    /** Returns whether not simply all sessions are shown. */
    public boolean isSearching() {
        return !user.isEmpty() || !client.isEmpty();
    }

    /** Returns the name of the server whose sessions are shown. */
    public String getServer() {
        return sessions.server();
    }

    public LazyDataModel<MailSession> getSessions() {
        return table;
    }

    public MailSession getChosen() {
        return chosen;
    }

    public String getUser() {
        return user;
    }

    /** Takes whose sessions are shown; null stands for everybody's. */
    public void setUser(String user) {
        this.user = user == null ? "" : user.strip();
    }

    public String getClient() {
        return client;
    }

    /** Takes from where sessions are shown; null stands for everywhere. */
    public void setClient(String client) {
        this.client = client == null ? "" : client.strip();
    }
}
