package org.letterwing.session;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;

import org.letterwing.directory.Change;
import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Login;
import org.letterwing.directory.OnlyReads;
import org.letterwing.directory.Page;
import org.letterwing.directory.Reason;
import org.letterwing.settings.Settings;
import org.letterwing.spi.LimitState;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSession;
import org.letterwing.status.Adapter;

/** Shows and ends the mail sessions that are open on the server that is asked, and what counts against its limits. */
@Stateless
@RolesAllowed(Login.ADMINISTRATOR)
@Interceptors(ChangesAreTold.class)
public class SessionAdministration {

    @Inject
    private ChangeLog changes;

    /** Returns the name of the server that is asked. */
    @OnlyReads
    public String server() {
        return Settings.node();
    }

    /**
     * Lists sessions, in the order in which they came.
     *
     * @param after the {@code next} of the page before, null for the first
     * @param limit from 1 to {@value DirectoryAdministration#MAX_LIMIT}
     */
    @OnlyReads
    public Page<MailSession> sessions(SessionFilter filter, String after, int limit) throws DirectoryException {
        long last = Page.key(after);
        List<MailSession> found = Adapter.mailServer().stream()
                .flatMap(MailServer::sessions)
                .filter(session -> session.id() > last)
                .filter(filter)
                .sorted(Comparator.comparingLong(MailSession::id))
                .limit(limit + 1L)
                .toList();
        return Page.of(found, limit, session -> Long.toString(session.id()));
    }

    /** Returns one session. */
    @OnlyReads
    public MailSession session(long id) throws DirectoryException {
        return Adapter.mailServer().stream()
                .flatMap(MailServer::sessions)
                .filter(session -> session.id() == id)
                .findFirst()
                .orElseThrow(() -> gone(id));
    }

    /** Ends a session as soon as it waits for no answer. */
    public void disconnect(long id) throws DirectoryException {
        MailSession ended = Adapter.mailServer().stream()
                .flatMap(server -> server.disconnect(session -> session.id() == id).stream())
                .findFirst()
                .orElseThrow(() -> gone(id));
        String address = ended.client().getAddress().getHostAddress();
        changes.tell(Change.of("session ended", ended.user().orElse(address))
                .with("listener", ended.listener(), null)
                .with("client", address, null));
    }

    /**
     * Ends sessions as soon as they wait for no answer.
     *
     * @param filter UNPROCESSABLE if it means every session
     * @return how many
     */
    public int disconnect(SessionFilter filter) throws DirectoryException {
        if (filter.isOfAll()) {
            throw new DirectoryException(Reason.SESSIONS_OF_WHOM);
        }
        int ended = Adapter.mailServer()
                .map(server -> server.disconnect(filter).size())
                .orElse(0);
        changes.tell(Change.of("sessions ended", filter).with("sessions", ended, 0));
        return ended;
    }

    /** Returns what counts against the limits; empty while nothing listens. */
    @OnlyReads
    public Optional<LimitState> limits() {
        return Adapter.mailServer().flatMap(MailServer::limits);
    }

    private static DirectoryException gone(long id) {
        return new DirectoryException(Reason.UNKNOWN_SESSION, id);
    }
}
