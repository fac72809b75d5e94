package org.letterwing.queue;

import java.util.Optional;

import org.letterwing.spi.outbound.DeliveryOutcome;
import org.letterwing.spi.outbound.DeliveryOutcome.Result;

/** There is no host to which mail of a domain could go, now or ever. */
class NoRouteException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Result result;
    private final String status;

    NoRouteException(Result result, String status, String message) {
        super(message);
        this.result = result;
        this.status = status;
    }

    /** Returns what it means for each recipient. */
    DeliveryOutcome outcome() {
        return new DeliveryOutcome(result, status, Optional.empty(), getMessage());
    }
}
