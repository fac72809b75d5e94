package org.letterwing.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.letterwing.adapter.EndpointCall.End;
import org.letterwing.adapter.EndpointCall.Outcome;
import org.letterwing.adapter.TestContainer.Failure;
import org.letterwing.api.MailListener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EndpointCallTest {

    private final TestContainer<MailListener> container =
            new TestContainer<>(MailListener.class, mail -> work("a bean's work"));

    private void work(String row) {
        container.uncommitted.add(row);
    }

    private Outcome<String> call(EndpointCall.Body<MailListener, String> body)
            throws ResourceException, NoSuchMethodException {
        return new EndpointCall<>(container, MailListener.class, MailListenerBean.ON_MAIL, container).run(body);
    }

    @AfterEach
    void everyEndpointIsReleasedOnce() {
        assertEquals(container.opened, container.released);
    }

    @Test
    void aCallThatReturnsAndCommitsIsCommitted() throws Exception {
        Outcome<String> outcome = call(bean -> {
            bean.onMail(null);
            return "done";
        });
        assertEquals(End.COMMITTED, outcome.end());
        assertEquals("done", outcome.result());
        assertNull(outcome.failure());
        assertEquals(1, container.committed.size());
    }

    @Test
    void whateverIsThrownRollsBack() throws Exception {
        Exception checked = new Exception("the container would have committed this");
        for (Throwable thrown : new Throwable[] {checked, new IllegalStateException(), new OutOfMemoryError()}) {
            Outcome<String> outcome = call(bean -> {
                bean.onMail(null);
                return sneakyThrow(thrown);
            });
            assertEquals(End.ROLLED_BACK, outcome.end());
            assertSame(thrown, outcome.failure());
        }
        assertEquals(0, container.committed.size());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> String sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void rollbackOnlyIsRolledBackThoughTheContainerReturnsNormally() throws Exception {
        Outcome<String> outcome = call(bean -> {
            container.setRollbackOnly();
            return "done";
        });
        assertEquals(End.ROLLED_BACK, outcome.end());
        assertNull(outcome.failure());
    }

    @Test
    void aCommitThatFailsHasAnUnknownOutcome() throws Exception {
        container.failures.add(Failure.AFTER_COMMIT);
        Outcome<String> outcome = call(bean -> "done");
        assertEquals(End.UNKNOWN, outcome.end());
        assertInstanceOf(ResourceException.class, outcome.failure());
    }

    @Test
    void aDeliveryEndsThoughItsTransactionTimedOut() throws Exception {
        container.timedOut = true;
        Outcome<String> outcome = call(bean -> {
            throw new IllegalStateException("too late");
        });
        assertEquals(End.ROLLED_BACK, outcome.end());
        assertEquals("too late", outcome.failure().getMessage());
        assertEquals(1, container.ended);
    }

    @Test
    void aBeanWithoutTransactionGivesItsOwnGuarantee() throws Exception {
        container.transacted = false;
        assertEquals(End.NONE, call(bean -> "done").end());
        Outcome<String> outcome = call(bean -> {
            throw new IllegalStateException();
        });
        assertEquals(End.NONE, outcome.end());
        assertInstanceOf(IllegalStateException.class, outcome.failure());
    }

    @Test
    void anEndpointThatTakesNoCallsSaysSo() {
        container.unavailable = true;
        assertThrows(UnavailableException.class, () -> call(bean -> "done"));
    }
}
