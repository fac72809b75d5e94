package org.letterwing.smtp;

/** MAIL: begins a mail transaction (RFC 5321 4.1.1.2). */
final class MailCommand implements Command {

    @Override
    public String verb() {
        return "MAIL";
    }

    @Override
    public boolean isGrouped() {
        return true;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (session.heloName() == null) {
            session.refuse(Replies.EHLO_FIRST);
        } else if (session.needsLogin()) {
            session.refuse(Replies.LOGIN_FIRST);
        } else if (session.envelope() != null) {
            session.refuse(Replies.MAIL_TWICE);
        } else if (!session.mayBegin()) {
            session.end(Replies.TOO_MANY_MAILS);
        } else {
            begin(session, argument);
        }
    }

    private static void begin(ServerSession session, String argument) {
        PathArgument from = PathArgument.parse("FROM:", argument, false);
        if (from == null) {
            session.refuse(Replies.MAIL_SYNTAX);
            return;
        }
        if (from.path() == null) {
            session.refuse(Replies.BAD_SENDER);
            return;
        }
        var envelope = new Envelope(
                from.path().address(), session.engine().config().limits().memory());
        Reply refusal = Parameters.take(from.parameters(), session.extensions().mailParameters(), envelope);
        if (refusal == null && from.isInternational() && !envelope.isSmtpUtf8()) {
            refusal = Replies.ADDRESS_NEEDS_SMTPUTF8;
        }
        if (refusal == null && envelope.isHeldTooLong()) {
            refusal = Replies.HELD_TOO_LONG;
        }
        if (refusal != null) {
            session.engine().backend().refused(envelope.transaction(session), refusal);
            session.refuse(refusal);
            return;
        }
        Reply tooMany = session.engine().rules().sending().mail(session);
        if (tooMany != null) {
            session.engine().backend().refused(envelope.transaction(session), tooMany);
            session.reply(tooMany);
            return;
        }
        session.begin(envelope, from.path());
    }
}
