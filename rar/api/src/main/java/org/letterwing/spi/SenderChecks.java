package org.letterwing.spi;

import java.util.concurrent.CompletionStage;

import org.letterwing.api.InboundMail;

/** Checks who sent a mail when it has arrived, before anybody takes it. Thread-safe. */
public interface SenderChecks {

    /**
     * Checks a mail, without holding the caller up.
     *
     * @param mail its content can be read until the stage completes, and while the mail that it leads to is delivered
     * @return completes by the limit that the settings have for the questions of one mail, or soon after it. It does not
     *     fail for what is wrong with a mail, or with the checks
     */
    CompletionStage<CheckedMail> check(InboundMail mail);
}
