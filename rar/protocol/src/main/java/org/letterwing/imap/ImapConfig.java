package org.letterwing.imap;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

import org.letterwing.net.SessionLimits;
import org.letterwing.sasl.Authentication;
import org.letterwing.tls.ListenerTls;

/**
 * How an IMAP listener behaves.
 *
 * @param listener its name, such as {@code imap}
 * @param tls when connections are encrypted
 * @param hostname the server's name in the greeting
 * @param authentication logs clients in
 * @param limits what a client may take; it may be silent for more than thirty minutes (RFC 9051 5.4)
 * @param commandLimit the most octets of a command, literals included that are no messages
 * @param maxMessageSize the largest message in octets, announced by APPENDLIMIT (RFC 7889)
 * @param memoryLimit up to which size in octets a message is kept in memory
 * @param spoolDirectory where larger ones go, a folder that exists
 * @param disk touches the files of that folder
 * @param users counts the sessions of each account
 * @param compressions has a permit for each session that may compress at the same time (RFC 4978)
 */
public record ImapConfig(
        String listener,
        ListenerTls tls,
        String hostname,
        Authentication authentication,
        SessionLimits limits,
        int commandLimit,
        long maxMessageSize,
        long memoryLimit,
        Path spoolDirectory,
        Executor disk,
        UserSessions users,
        Semaphore compressions) {}
