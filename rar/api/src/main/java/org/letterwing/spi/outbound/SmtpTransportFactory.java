package org.letterwing.spi.outbound;

/**
 * Gives SMTP sessions with next hops: the resource adapter's connection factory. The container pools the sessions, those
 * with equal {@link NextHop}s together. Thread-safe.
 *
 * <p>Look it up by its name in JNDI once. It is of no more use when the resource adapter has stopped.
 */
public interface SmtpTransportFactory {

    /** Where the connection factory is bound in JNDI. */
    String JNDI_NAME = "java:/letterwing/SmtpTransportFactory";

    /**
     * Returns a session that is ready for a mail: one from the pool, whose peer was asked by RSET if it was idle for more
     * than a moment, else a new one, with its greeting, EHLO, STARTTLS and AUTH done.
     *
     * <p>Blocks the calling thread, for as long as the connection is made and the peer takes to answer: up to
     * {@code letterwing.outbound.connect-timeout} for the connection and five minutes for each reply (RFC 5321
     * 4.5.3.2). An interrupt of the thread ends the wait. Call it without a transaction.
     *
     * @return for one thread at a time; the caller closes it
     * @throws NextHopException if there is no session; nothing was sent to anybody
     */
    SmtpTransport connect(NextHop hop) throws NextHopException;
}
