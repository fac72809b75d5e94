package org.letterwing.status;

import java.util.List;
import java.util.Optional;

import org.letterwing.spi.MailServer;

/**
 * The state of the server at a moment.
 *
 * @param version the version of Letterwing
 * @param obstacles why mail can't be taken, one phrase each; none if it can
 * @param listeners the listeners that are bound
 * @param certificates what they show of the server, the usual one first
 * @param applications the names of the listeners of applications that are active, of each kind
 * @param database the database; empty if it doesn't answer
 */
public record Status(
        String version,
        List<String> obstacles,
        List<MailServer.Listener> listeners,
        List<MailServer.Certificate> certificates,
        List<String> applications,
        Optional<DatabaseState> database) {

    /** Copies the lists. */
    public Status {
        obstacles = List.copyOf(obstacles);
        listeners = List.copyOf(listeners);
        certificates = List.copyOf(certificates);
        applications = List.copyOf(applications);
    }
}
