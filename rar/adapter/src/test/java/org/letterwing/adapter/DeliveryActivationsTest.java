package org.letterwing.adapter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.adapter.TestContainer.Failure;
import org.letterwing.api.DeliveryListener;
import org.letterwing.api.DeliveryNotice;
import org.letterwing.api.DeliveryNotice.Event;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.DeliveryListeners.Active;
import org.letterwing.spi.ListenerAwayException;
import org.letterwing.spi.ListenerFacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A bean has taken a notice when its transaction has committed, and at no other time. */
class DeliveryActivationsTest {

    private static final DeliveryNotice NOTICE = new DeliveryNotice(
            UUID.randomUUID(),
            Optional.empty(),
            Optional.empty(),
            "shop@shop.example",
            "bob@example.net",
            Optional.empty(),
            Event.FAILED,
            Instant.now(),
            Optional.empty(),
            Optional.empty(),
            "5.1.1",
            OptionalInt.of(550),
            "No such mailbox");

    private final List<DeliveryNotice> told = new ArrayList<>();
    private boolean throwing;
    private final TestContainer<DeliveryListener> container = new TestContainer<>(DeliveryListener.class, new Fate());
    private final DeliveryActivations activations = new DeliveryActivations(container);
    private final DeliveryListenerSpec spec = new DeliveryListenerSpec();
    private String name;

    /** A bean. */
    private final class Fate implements DeliveryListener {
        @Override
        public void onDelivery(DeliveryNotice notice) {
            container.uncommitted.add("a bean's work");
            told.add(notice);
            if (throwing) {
                throw new IllegalStateException("not now");
            }
        }
    }

    @BeforeEach
    void activate() throws ResourceException {
        spec.setSenders("shop@shop.example, returns+*@shop.example");
        spec.setRedeliveryAttempts(4);
        spec.setRedeliveryInterval(9);
        ListenerFacts facts = activations.add(container, spec);
        name = facts.name();
        assertEquals(
                ListenerFacts.ofDeliveries(
                        name,
                        List.of(
                                AddressPattern.parse("shop@shop.example"),
                                AddressPattern.parse("returns+*@shop.example"))),
                facts);
    }

    @Test
    void twoBeansOfOneClassAreRefused() {
        var again = new TestContainer<DeliveryListener>(DeliveryListener.class, new Fate());
        assertThrows(InvalidPropertyException.class, () -> activations.add(again, spec));
    }

    @Test
    void whatCommitsIsTaken() throws ListenerAwayException {
        assertTrue(activations.tell(name, NOTICE));
        assertEquals(List.of(NOTICE), told);
        assertEquals(1, container.committed.size());
    }

    @Test
    void whateverFailsIsNotTakenAndNothingRemains() throws ListenerAwayException {
        throwing = true;
        assertFalse(activations.tell(name, NOTICE));
        throwing = false;
        container.failures.add(Failure.BEFORE_COMMIT);
        assertFalse(activations.tell(name, NOTICE));
        assertEquals(List.of(), container.committed);
        container.failures.add(Failure.AFTER_COMMIT);
        assertFalse(activations.tell(name, NOTICE), "its end is unknown: it comes again");
    }

    @Test
    void aBeanWithoutATransactionHasTakenWhatItReturnsFrom() throws ResourceException, ListenerAwayException {
        container.transacted = false;
        DeliveryActivations others = new DeliveryActivations(container);
        others.add(container, spec);
        assertTrue(others.tell(name, NOTICE));
        throwing = true;
        assertFalse(others.tell(name, NOTICE));
    }

    @Test
    void whoIsNotThereIsAway() {
        assertThrows(ListenerAwayException.class, () -> activations.tell("other.war#Fate", NOTICE));
        container.unavailable = true;
        assertThrows(ListenerAwayException.class, () -> activations.tell(name, NOTICE));
        assertEquals(List.of(new Active(name, 4, Duration.ofSeconds(9))), activations.active());
        activations.remove(container, spec);
        assertEquals(List.of(), activations.active());
        assertThrows(ListenerAwayException.class, () -> activations.tell(name, NOTICE));
        assertEquals(List.of(), told);
    }

    @Test
    void aWrongPropertyIsNamedWithTheBeanAndTheReason() {
        DeliveryListenerSpec wrong = new DeliveryListenerSpec();
        wrong.setSenders("shop");
        assertEquals(
                name + ": The activation property 'senders' is wrong: 'shop' is neither an address such as"
                        + " orders@shop.example nor a pattern such as *@shop.example",
                refusal(wrong));
        wrong.setSenders("");
        wrong.setRedeliveryAttempts(0);
        assertEquals(
                name + ": The activation property 'redeliveryAttempts' is 0, but must be from 1 to 1000",
                refusal(wrong));
        wrong.setRedeliveryAttempts(1);
        wrong.setRedeliveryInterval(86_401);
        assertEquals(
                name + ": The activation property 'redeliveryInterval' is 86401, but must be from 1 to 86400 seconds",
                refusal(wrong));
        assertEquals(1, activations.active().size());
    }

    private String refusal(DeliveryListenerSpec wrong) {
        return assertThrows(InvalidPropertyException.class, () -> activations.add(container, wrong))
                .getMessage();
    }
}
