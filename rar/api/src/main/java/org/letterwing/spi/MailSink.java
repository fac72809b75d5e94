package org.letterwing.spi;

import java.util.List;

import org.letterwing.api.InboundMail;

/**
 * Takes mails into the mail system, many in one transaction: the group commit.
 *
 * <p>Each call is a transaction of its own, and has committed when it returns: the adapter answers the clients after
 * that. A declared exception says that nothing of the call remains. Any other one leaves open whether the commit was
 * done.
 */
public interface MailSink {

    /**
     * Takes mails that were never offered before. A refusal of one does not touch the others.
     *
     * @param mails at least one; their content can be read during the call alone
     * @return a verdict for each mail, in their order
     * @throws StorageFullException if there is no room to store them; none was taken
     * @throws NotTakenException if something unexpected failed; none was taken
     */
    List<Verdict> accept(List<InboundMail> mails) throws StorageFullException, NotTakenException;

    /**
     * Takes a mail that was offered before with an outcome that is not known. One that is already there, by its
     * delivery id, is taken without being added again.
     *
     * @throws StorageFullException if there is no room to store it
     * @throws NotTakenException if something unexpected failed; whether it is already there is still not known
     */
    Verdict acceptAgain(InboundMail mail) throws StorageFullException, NotTakenException;

    /**
     * Tells the sender of a mail that a listener of an application has taken it, if the sender wants to know (RFC 3461
     * 4.1).
     *
     * @throws StorageFullException if there is no room for the report
     * @throws NotTakenException if something unexpected failed; the report was not sent
     */
    void report(InboundMail taken) throws StorageFullException, NotTakenException;
}
