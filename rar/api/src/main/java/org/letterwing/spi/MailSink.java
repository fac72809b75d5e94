package org.letterwing.spi;

import java.util.List;

import org.letterwing.api.InboundMail;

/**
 * Takes mails into the mail system, many in one transaction: the group commit.
 *
 * <p>The adapter calls it in a container transaction of its own and answers the clients only after that has committed.
 */
public interface MailSink {

    /**
     * Takes mails that were never offered before. A refusal of one does not touch the others.
     *
     * @param mails at least one; their content can be read during the call alone
     * @return a verdict for each mail, in their order
     * @throws StorageFullException if there is no room to store them; none was taken
     */
    List<Verdict> accept(List<InboundMail> mails) throws StorageFullException;

    /**
     * Takes a mail that was offered before with an outcome that is not known. One that is already there, by its
     * delivery id, is taken without being added again.
     *
     * @throws StorageFullException if there is no room to store it
     */
    Verdict acceptAgain(InboundMail mail) throws StorageFullException;
}
