package org.letterwing.imap;

/** SETQUOTA: is for administrators, who have another place for it (RFC 9208 4.1.3). */
final class SetQuotaCommand extends Command {

    SetQuotaCommand() {
        super("SETQUOTA", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) {
        session.no(Replies.NOT_PERMITTED);
    }
}
