package org.letterwing.adapter;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;

import org.junit.jupiter.api.Test;

import org.letterwing.api.InboundMail;
import org.letterwing.api.MailListener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each active bean is a listener of its own. */
class ActivationsTest {

    private final TestContainer<MailListener> shop = new TestContainer<>(MailListener.class, new Shop.OrderMail());
    private final Activations activations = new Activations(shop);

    /** A bean of this simple name. */
    private static final class Shop {
        private static final class OrderMail implements MailListener {
            @Override
            public void onMail(InboundMail mail) {}
        }
    }

    /** And another one. */
    private static final class Store {
        private static final class OrderMail implements MailListener {
            @Override
            public void onMail(InboundMail mail) {}
        }
    }

    @Test
    void twoBeansOfOneSimpleNameAreTwoListeners() throws ResourceException {
        ApplicationListener one = activations.add(shop, spec("a@shop.example"));
        ApplicationListener other =
                activations.add(new TestContainer<>(MailListener.class, new Store.OrderMail()), spec("b@shop.example"));
        assertNotEquals(one.name(), other.name());
        assertEquals(one, activations.find(one.name()).orElseThrow());
        assertEquals(other, activations.find(other.name()).orElseThrow());
    }

    @Test
    void twoBeansOfOneClassAreRefused() throws ResourceException {
        MailListenerSpec first = spec("a@shop.example");
        ApplicationListener one = activations.add(shop, first);
        TestContainer<MailListener> again = new TestContainer<>(MailListener.class, new Shop.OrderMail());
        var refused =
                assertThrows(InvalidPropertyException.class, () -> activations.add(again, spec("b@shop.example")));
        assertTrue(refused.getMessage().contains(one.name()), refused.getMessage());
        activations.remove(shop, first);
        assertEquals(one.name(), activations.add(again, spec("b@shop.example")).name());
    }

    @Test
    void twoBeansThatWantTheSameMailAreRefusedWithBothNames() throws ResourceException {
        ApplicationListener one = activations.add(shop, spec("a@shop.example"));
        var other = new TestContainer<MailListener>(MailListener.class, new Store.OrderMail());
        var refused =
                assertThrows(InvalidPropertyException.class, () -> activations.add(other, spec("A@shop.example")));
        assertTrue(refused.getMessage().contains(one.name()), refused.getMessage());
        assertTrue(refused.getMessage().contains(Store.OrderMail.class.getName()), refused.getMessage());
    }

    private static MailListenerSpec spec(String recipients) {
        MailListenerSpec spec = new MailListenerSpec();
        spec.setRecipients(recipients);
        return spec;
    }
}
