package org.letterwing.smtp;

/** RCPT: adds a recipient to the mail transaction (RFC 5321 4.1.1.3). */
final class RcptCommand implements Command {

    @Override
    public String verb() {
        return "RCPT";
    }

    @Override
    public boolean isGrouped() {
        return true;
    }

    @Override
    public void execute(ServerSession session, String argument) {
        Envelope envelope = session.envelope();
        if (envelope == null) {
            session.refuse(Replies.MAIL_FIRST);
            return;
        }
        if (session.transfer().hasChunks()) {
            session.refuse(Replies.CHUNKS_BEGAN);
            return;
        }
        PathArgument to = PathArgument.parse("TO:", argument, true);
        if (to == null) {
            session.refuse(Replies.RCPT_SYNTAX);
            return;
        }
        if (to.path() == null || to.path().isNull()) {
            session.refuse(Replies.BAD_RECIPIENT);
            return;
        }
        if (to.isInternational() && !envelope.isSmtpUtf8()) {
            session.refuse(Replies.ADDRESS_NEEDS_SMTPUTF8);
            return;
        }
        var recipient = new RecipientDraft();
        Reply refusal = Parameters.take(to.parameters(), session.extensions().rcptParameters(), recipient);
        if (refusal != null) {
            session.refuse(refusal);
            return;
        }
        if (envelope.recipients() >= session.engine().config().rules().recipients()) {
            session.reply(Replies.TOO_MANY_RECIPIENTS);
            return;
        }
        Reply tooMany = session.engine().rules().sending().recipient(session);
        if (tooMany != null) {
            session.reply(tooMany);
            return;
        }
        session.askForRecipient(to.path().address(), recipient.options());
    }
}
