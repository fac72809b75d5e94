package org.letterwing.imap;

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
            boolean limited = quota.limit().isPresent();
            if (ofMailbox) {
                // RFC 9208 4.2.2: a mailbox without a limit has no root
                session.writer()
                        .text("* QUOTAROOT ")
                        .mailbox(name)
                        .text(limited ? " \"\"" : "")
                        .end();
            } else if (!limited) {
                session.no(Replies.NO_QUOTA_ROOT);
                return;
            }
            if (limited) {
                write(quota.used(), quota.limit().getAsLong(), session.writer());
            }
            session.ok(Replies.completed(name()));
        });
    }

    private static void write(long used, long limit, ResponseWriter out) {
        out.text("* QUOTA \"\" (STORAGE ").number((used + UNIT - 1) / UNIT);
        out.text(" ").number(limit / UNIT).text(")").end();
    }
}
