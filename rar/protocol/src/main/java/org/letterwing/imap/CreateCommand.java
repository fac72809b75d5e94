package org.letterwing.imap;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.SpecialUse;

/** CREATE: makes a mailbox (RFC 9051 6.3.4), for a special use if that is said (RFC 6154 3). */
final class CreateCommand extends Command {

    CreateCommand() {
        super("CREATE", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        String name = withoutSeparator(arguments.mailboxName());
        Set<SpecialUse> uses = EnumSet.noneOf(SpecialUse.class);
        boolean allKnown = true;
        if (arguments.skip(' ')) {
            arguments.listBegins();
            if (!arguments.keyword().equals("USE")) {
                throw new SyntaxException("Expected USE");
            }
            arguments.space();
            allKnown = uses(arguments, uses);
            arguments.expect(')');
            arguments.leave();
        }
        arguments.end();
        if (!allKnown) {
            session.no(Replies.USE_UNKNOWN);
            return;
        }
        String account = session.account();
        // RFC 8474 4.1
        session.ask(
                mailboxes -> mailboxes.create(account, name, uses),
                id -> session.ok("[MAILBOXID (" + id + ")] " + Replies.completed(name())));
    }

    /** Returns the name without a separator at its end, which says no more than that others will be below it. */
    private static String withoutSeparator(String name) {
        boolean ends = name.length() > 1 && name.charAt(name.length() - 1) == MailboxAccess.SEPARATOR;
        return ends ? name.substring(0, name.length() - 1) : name;
    }

    /** Reads special uses, and returns whether all are known. */
    private static boolean uses(Arguments arguments, Set<SpecialUse> uses) throws SyntaxException {
        arguments.listBegins();
        boolean allKnown = true;
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            arguments.expect('\\');
            String attribute = "\\" + arguments.atom();
            var use = Arrays.stream(SpecialUse.values())
                    .filter(known -> known.attribute().equalsIgnoreCase(attribute))
                    .findFirst();
            use.ifPresent(uses::add);
            allKnown &= use.isPresent();
        }
        return allKnown;
    }
}
