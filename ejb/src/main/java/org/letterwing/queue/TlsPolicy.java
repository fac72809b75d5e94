package org.letterwing.queue;

import java.io.IOException;
import java.util.List;

import org.letterwing.api.Envelope.Feature;
import org.letterwing.settings.OutboundSettings;
import org.letterwing.settings.OutboundTls;
import org.letterwing.spi.outbound.NextHop.Tls;

/** Decides what is done about TLS on a mail's way to its next hop (RFC 3207). Thread-safe. */
final class TlsPolicy {

    private static final List<Tls> NOT_USED = List.of(Tls.NONE);
    private static final List<Tls> IF_IT_WORKS = List.of(Tls.OPPORTUNISTIC, Tls.NONE); // RFC 7435 3
    private static final List<Tls> VERIFIED = List.of(Tls.REQUIRED);

    /**
     * Returns the ways in which a mail may go to a host: the next one if TLS fails in one.
     *
     * <p>The mail itself comes first (RFC 8689 4.2.1), then its route, for its administrator knows that host. A mail that
     * may go without TLS (RFC 8689 3) does so where no one has decided for its host alone.
     *
     * @return at least one
     * @throws IOException if the mail can't be read
     */
    List<Tls> ways(Job job) throws IOException {
        if (job.envelope().features().contains(Feature.REQUIRETLS)) {
            return VERIFIED;
        }
        if (job.route().isPresent()) {
            return switch (job.route().get().tls()) {
                case NONE -> NOT_USED;
                case OPPORTUNISTIC -> IF_IT_WORKS;
                case REQUIRED -> VERIFIED;
            };
        }
        boolean required = OutboundSettings.TLS.get() == OutboundTls.REQUIRED;
        return required && !job.content().isFreeOfTls() ? VERIFIED : IF_IT_WORKS;
    }
}
