package org.letterwing.adapter;

import org.letterwing.api.Refusal;
import org.letterwing.smtp.Reply;
import org.letterwing.spi.Verdict;

/** The replies that the adapter gives by itself: the one home of their codes and texts. */
final class AdapterReplies {

    /** The transaction that took the mail has committed. */
    static final Reply TAKEN = Reply.of(250, "2.0.0", "Mail taken");

    /** The recipient is accepted. */
    static final Reply RECIPIENT_OK = Reply.of(250, "2.1.5", "Recipient ok");

    /** RFC 3463 X.3.2: a pool or a queue is full, or a bean is not there. */
    static final Reply BUSY = Reply.of(451, "4.3.2", "The server is busy, try again later");

    /** RFC 5321 3.8: the server starts or stops. */
    static final Reply NOT_READY = Reply.of(421, "4.3.2", "The server is not ready, try again later");

    private AdapterReplies() {}

    /** Returns the reply for a verdict. */
    static Reply of(Verdict verdict) {
        return verdict.refusal().map(AdapterReplies::of).orElse(TAKEN);
    }

    static Reply of(Refusal refusal) {
        return Reply.of(refusal.code(), refusal.enhancedCode(), refusal.text());
    }
}
