package org.letterwing.adapter;

import jakarta.resource.spi.Activation;

import org.letterwing.api.DeliveryListener;

/** Activates a listener of an application that is told what becomes of mail, and says of which and how. */
@Activation(messageListeners = DeliveryListener.class)
public class DeliveryListenerSpec extends ListenerSpec {

    @Override
    public String toString() {
        return "senders=" + (getSenders().isBlank() ? "what the application itself sends" : getSenders())
                + ", redeliveryAttempts=" + getRedeliveryAttempts() + ", redeliveryInterval=" + getRedeliveryInterval();
    }
}
