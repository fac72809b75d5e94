package org.letterwing.imap;

/** SUBSCRIBE and UNSUBSCRIBE: changes which names the account subscribes to (RFC 9051 6.3.7, 6.3.8). */
final class SubscribeCommand extends Command {

    private final boolean subscribed;

    SubscribeCommand(String name, boolean subscribed) {
        super(name, When.AUTHENTICATED);
        this.subscribed = subscribed;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = arguments.mailboxName();
        arguments.end();
        String account = session.account();
        session.change(mailboxes -> mailboxes.subscribe(account, name, subscribed), () -> {});
    }
}
