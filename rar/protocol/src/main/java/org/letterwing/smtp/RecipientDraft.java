package org.letterwing.smtp;

import java.util.Optional;
import java.util.Set;

/** What one RCPT says of its recipient, while its parameters are read. */
final class RecipientDraft {

    private Set<RecipientOptions.Report> reports = Set.of();
    private RecipientOptions.OriginalRecipient original;

    void report(Set<RecipientOptions.Report> when) {
        reports = when;
    }

    void original(RecipientOptions.OriginalRecipient recipient) {
        original = recipient;
    }

    RecipientOptions options() {
        return new RecipientOptions(reports, Optional.ofNullable(original));
    }
}
