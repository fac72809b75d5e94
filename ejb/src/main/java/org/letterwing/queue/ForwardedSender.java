package org.letterwing.queue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.letterwing.directory.Destination;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.settings.QueueSettings;
import org.letterwing.srs.SenderRewriting;

/**
 * Says under which sender a mail goes on to where an alias leads: this server may not send in the name of a stranger's
 * domain (RFC 7208), so that the sender becomes one of the alias's domain. Thread-safe.
 */
@ApplicationScoped
class ForwardedSender {

    // RFC 5321 4.5.3.1.3, without the brackets. The limit of local parts is broken every day, and few hosts mind.
    private static final int LONGEST_ADDRESS = 254;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private SenderRewriting rewriting;

    protected ForwardedSender() {}

    /** Works with the given beans. */
    ForwardedSender(RecipientDirectory directory, SenderRewriting rewriting) {
        this.directory = directory;
        this.rewriting = rewriting;
    }

    /**
     * Returns the address that stands for a sender.
     *
     * @param sender the reverse-path, {@code ""} for the null one
     * @param through the alias's domain, of A-labels
     * @return empty if the sender stays as it is: nobody, one of ours, or one that can't be rewritten
     */
    Optional<String> of(String sender, String through) {
        Optional<String> domain = Destination.of(sender);
        // The domain of a literal has no policy, and neither stands in a local part without quotes.
        if (!QueueSettings.SRS.get()
                || domain.isEmpty()
                || sender.startsWith("\"")
                || domain.get().startsWith("[")) {
            return Optional.empty();
        }
        if (!directory.ownersOf(sender).foreign()) {
            return Optional.empty();
        }
        String localPart = sender.substring(0, sender.lastIndexOf('@'));
        return Optional.of(rewriting.rewrite(localPart, domain.get()) + "@" + through)
                .filter(address -> address.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS);
    }
}
