package org.letterwing.it.outcomes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailRejectedException;

/** Writes each mail to the journal, and then does what the recipient's local part says. */
@ApplicationScoped
public class Behaviour {

    private static final CountDownLatch RELEASE = new CountDownLatch(1);

    @Resource(lookup = Journal.DATA_SOURCE)
    private DataSource journal;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    void act(InboundMail mail) throws MailRejectedException {
        String recipient = mail.envelope().recipients().get(0).address();
        write(recipient);
        switch (recipient.substring(0, recipient.indexOf('@'))) {
            case "rejects-for-now" -> throw new MailRejectedException(450, "4.2.1", "Closed until Monday");
            case "rejects-for-good" -> throw new MailRejectedException(554, "5.7.1", "We don't want this");
            case "throws" -> throw new IllegalStateException("thrown by a test");
            case "rolls-back" -> transaction.setRollbackOnly();
            case "fails-to-commit" -> transaction.registerInterposedSynchronization(new FailingCommit());
            case "throws-until-released" -> throwUntilReleased();
            case "waits" -> awaitRelease();
            default -> {
                // it returns
            }
        }
    }

    /** Lets all beans go on that wait, and all later ones. */
    static void release() {
        RELEASE.countDown();
    }

    private void write(String recipient) {
        try (Connection connection = journal.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO journal VALUES (?)")) {
            insert.setString(1, recipient);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void throwUntilReleased() {
        if (RELEASE.getCount() > 0) {
            throw new IllegalStateException("not released");
        }
    }

    private static void awaitRelease() {
        try {
            if (!RELEASE.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class FailingCommit implements Synchronization {

        @Override
        public void beforeCompletion() {
            throw new IllegalStateException("a commit that fails, in a test");
        }

        @Override
        public void afterCompletion(int status) {
            // the adapter looks at it
        }
    }
}
