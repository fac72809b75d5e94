package org.letterwing.spi;

import org.letterwing.api.Refusal;

/** The mail system's refusals: the one home of their codes and texts. */
public final class Refusals {

    /** RFC 3463 X.1.1: the domain is ours, the mailbox does not exist. */
    public static final Refusal NO_SUCH_RECIPIENT = new Refusal(550, "5.1.1", "No such recipient here");

    /** RFC 3463 X.1.1: the address of a sender whose mail was forwarded, for a time that is over. */
    public static final Refusal RETURN_ADDRESS_EXPIRED =
            new Refusal(550, "5.1.1", "This address was good for answers to one forwarded mail, and its time is over");

    /** RFC 3463 X.1.1: it looks like the address of a sender whose mail was forwarded. */
    public static final Refusal RETURN_ADDRESS_FORGED =
            new Refusal(550, "5.1.1", "This address for answers to a forwarded mail was not made here, or was changed");

    /** RFC 3463 X.4.6: the names to which a mail was led lead to one another. */
    public static final Refusal FORWARDING_LOOP =
            new Refusal(554, "5.4.6", "The addresses to which this mail is forwarded lead to one another");

    /** RFC 3463 X.7.1: the domain is not ours, and the client may not relay. */
    public static final Refusal RELAY_DENIED =
            new Refusal(550, "5.7.1", "This server does not relay mail to that domain");

    /** RFC 6409 6.1: the user may not send as this address. */
    public static final Refusal SENDER_NOT_ALLOWED =
            new Refusal(550, "5.7.1", "You may send as your own addresses only, and as those that you were granted");

    /** RFC 3463 X.1.2: what stands as domain is none. */
    public static final Refusal NO_SUCH_DOMAIN = new Refusal(550, "5.1.2", "That is no domain to which mail can go");

    /** RFC 3463 X.2.2: the mailbox is full now. */
    public static final Refusal OVER_QUOTA = new Refusal(452, "4.2.2", "The recipient's mailbox is full");

    /** RFC 3463 X.2.3: the mail is larger than the whole mailbox may be. */
    public static final Refusal LARGER_THAN_QUOTA =
            new Refusal(552, "5.2.3", "The mail is larger than the recipient's mailbox may be");

    /** RFC 3463 X.3.0: the application's work failed, and nothing of it remains. */
    public static final Refusal APPLICATION_FAILED =
            new Refusal(451, "4.3.0", "The application could not take the mail, try again later");

    /** RFC 3463 X.3.1: the queue keeps as much for the application as it may. */
    public static final Refusal APPLICATION_BACKLOG =
            new Refusal(452, "4.3.1", "Too many mails wait for the application that receives this mail");

    /** RFC 3463 X.3.4: the mail is larger than the application wants. */
    public static final Refusal LARGER_THAN_APPLICATION_TAKES =
            new Refusal(552, "5.3.4", "The mail is larger than the application takes");

    /** RFC 3463 X.7.1: the application takes mail of some senders alone. */
    public static final Refusal SENDER_NOT_WANTED =
            new Refusal(550, "5.7.1", "The recipient does not take mail from this sender");

    /** RFC 3463 X.7.1: the application takes mail of known senders alone. */
    public static final Refusal SENDER_UNKNOWN = new Refusal(
            550, "5.7.1", "The recipient takes mail only of users who have logged in, and of domains that pass DMARC");

    /** RFC 3463 X.7.1: the application takes mail of known senders alone, and DNS does not answer. */
    public static final Refusal SENDER_UNKNOWN_NOW =
            new Refusal(451, "4.7.1", "It can't be found out now who sent the mail, try again later");

    /** RFC 3463 X.3.1: no room to store the mail. */
    public static final Refusal STORAGE_FULL = new Refusal(452, "4.3.1", "No room to store the mail, try again later");

    /** RFC 3463 X.3.0: something failed that may work the next time. */
    public static final Refusal TEMPORARY_FAILURE =
            new Refusal(451, "4.3.0", "The mail could not be stored, try again later");

    private Refusals() {}

    /**
     * RFC 3463 X.7.1, RFC 7489 10.3: the owner of the author's domain wants it so.
     *
     * @param domain of A-labels
     */
    public static Refusal dmarcReject(String domain) {
        return new Refusal(
                550,
                "5.7.1",
                "The DMARC policy of " + domain + " is reject, and neither SPF nor DKIM shows that it sent this");
    }
}
