package org.letterwing.imap;

import org.letterwing.mailbox.Quota;

/** GETQUOTA and GETQUOTAROOT: says how much mail the account has, and may have (RFC 9208 4.1). */
final class QuotaCommand extends Command {

    /** The one root that there is: the account's. */
    private static final String ROOT = "";

    // RFC 9208 5.1: storage is counted so
    private static final long UNIT = 1024;

    private final boolean ofMailbox;

    /**
     * Makes the command.
     *
     * @param ofMailbox whether it is asked by a mailbox's name, rather than the root's
     */
    QuotaCommand(String name, boolean ofMailbox) {
        super(name, When.AUTHENTICATED);
        this.ofMailbox = ofMailbox;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = ofMailbox ? arguments.mailboxName() : arguments.astringText();
        arguments.end();
        if (!ofMailbox && !name.equals(ROOT)) {
            session.no(Replies.NO_QUOTA_ROOT);
            return;
        }
        String account = session.account();
        session.ask(mailboxes -> mailboxes.quota(account), quota -> {
            if (ofMailbox) {
                session.writer()
                        .text("* QUOTAROOT ")
                        .mailbox(name)
                        .text(" ")
                        .string(ROOT)
                        .end();
            }
            write(quota, session.writer());
            session.ok(Replies.completed(name()));
        });
    }

    private static void write(Quota quota, ResponseWriter out) {
        out.text("* QUOTA ").string(ROOT).text(" (");
        if (quota.limit().isPresent()) {
            out.text("STORAGE ").number((quota.used() + UNIT - 1) / UNIT);
            out.text(" ").number(quota.limit().getAsLong() / UNIT);
        }
        out.text(")").end();
    }
}
