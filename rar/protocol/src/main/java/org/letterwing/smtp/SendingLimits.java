package org.letterwing.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

import org.letterwing.net.ClientKey;
import org.letterwing.net.Tally;

/**
 * How many mails and recipients one sender may bring in a time: an account that has logged in, or else a client's
 * address. Thread-safe; all listeners share it.
 */
public final class SendingLimits {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Without a limit. */
    public static final SendingLimits NONE =
            new SendingLimits(new Limits(0, 0), new Limits(0, 0), new Limits(0, 0), a -> true);

    private final List<Tally> accountMails;
    private final List<Tally> accountRecipients;
    private final List<Tally> addressMails;
    private final List<Tally> addressRecipients;
    private final Predicate<InetAddress> exempt;
    private final LongAdder refusals = new LongAdder();

    /**
     * What may be brought in a time; 0 for no limit.
     *
     * @param mails how many mail transactions may begin
     * @param recipients how many recipients may be named
     */
    public record Limits(int mails, int recipients) {}

    /**
     * Begins to count.
     *
     * @param accountHour for an account and hour
     * @param addressMinute for an address and minute
     * @param addressHour for an address and hour
     * @param exempt for which addresses nothing is counted
     */
    public SendingLimits(Limits accountHour, Limits addressMinute, Limits addressHour, Predicate<InetAddress> exempt) {
        accountMails = List.of(new Tally(HOUR, accountHour.mails));
        accountRecipients = List.of(new Tally(HOUR, accountHour.recipients));
        addressMails = List.of(new Tally(MINUTE, addressMinute.mails), new Tally(HOUR, addressHour.mails));
        addressRecipients =
                List.of(new Tally(MINUTE, addressMinute.recipients), new Tally(HOUR, addressHour.recipients));
        this.exempt = exempt;
    }

    /** Counts a mail of a session; null if that is right, else the reply that puts it off. */
    Reply mail(SmtpSession session) {
        return count(session, accountMails, addressMails) ? null : Replies.TOO_MANY_MAILS_IN_TIME;
    }

    /** Counts a recipient of a session; null if that is right, else the reply that puts it off. */
    Reply recipient(SmtpSession session) {
        return count(session, accountRecipients, addressRecipients) ? null : Replies.TOO_MANY_RECIPIENTS_IN_TIME;
    }

    /** Returns how many mails and recipients were put off. */
    public long refusals() {
        return refusals.sum();
    }

    private boolean count(SmtpSession session, List<Tally> ofAccount, List<Tally> ofAddress) {
        boolean right = isRight(session, ofAccount, ofAddress);
        if (!right) {
            refusals.increment();
        }
        return right;
    }

    private boolean isRight(SmtpSession session, List<Tally> ofAccount, List<Tally> ofAddress) {
        if (session.user().isPresent()) {
            return add(ofAccount, session.user().get());
        }
        InetAddress client = session.client().getAddress();
        return exempt.test(client) || add(ofAddress, ClientKey.of(client));
    }

    private static boolean add(List<Tally> tallies, Object key) {
        boolean right = true;
        for (Tally tally : tallies) {
            right &= tally.add(key);
        }
        return right;
    }
}
