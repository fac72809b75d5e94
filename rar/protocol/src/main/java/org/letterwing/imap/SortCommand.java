package org.letterwing.imap;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SortCriterion;
import org.letterwing.mailbox.UidSet;

/** SORT: finds messages, and tells them in an order (RFC 5256 3, RFC 5267 3, RFC 7162 3.1.6). */
final class SortCommand extends Command {

    private static final int MOST_CRITERIA = 20;

    SortCommand() {
        super("SORT", When.SELECTED);
    }

    @Override
    boolean takesUid() {
        return true;
    }

    @Override
    boolean newsCanWait() {
        return true;
    }

    @Override
    boolean keepsNumbers(boolean uid) {
        return !uid;
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        Set<ReturnOptions> options = ReturnOptions.parse(arguments);
        List<SortCriterion> order = order(arguments);
        arguments.space();
        Charset charset = SearchCharset.of(arguments.astringText());
        arguments.space();
        if (charset == null) {
            session.no(Replies.BAD_CHARSET);
            return;
        }
        SelectedMailbox mailbox = session.selected();
        var keys = new SearchKeys(arguments, mailbox, charset);
        SearchKey key = keys.all();
        if (keys.askForModseq()) {
            session.enable(Enabled.CONDSTORE); // RFC 7162 3.1
        }
        boolean byUid = arguments.isUid();
        session.askLong(
                mailboxes -> {
                    List<Long> uids = mailboxes.sort(
                            mailbox.key(), new SearchKey.And(List.of(new SearchKey.Uids(mailbox.uids()), key)), order);
                    return new Sorted(
                            uids, keys.askForModseq() ? highestModseq(mailboxes, mailbox.key(), uids, options) : 0);
                },
                sorted -> sorted(session, sorted, options, byUid),
                failure -> session.no(session.refusal(failure)));
    }

    /**
     * What was found.
     *
     * @param highestModseq the highest modification sequence of what is told of it; 0 for none
     */
    private record Sorted(List<Long> uids, long highestModseq) {}

    private static long highestModseq(
            MailboxAccess mailboxes, long mailbox, List<Long> sorted, Set<ReturnOptions> options)
            throws MailboxException {
        UidSet found = UidSet.of(sorted);
        boolean ends = options != null
                && !sorted.isEmpty()
                && !options.contains(ReturnOptions.ALL)
                && !options.contains(ReturnOptions.COUNT);
        UidSet told = found;
        if (ends && (options.contains(ReturnOptions.MIN) || options.contains(ReturnOptions.MAX))) {
            // RFC 4731 3.2
            UidSet first = options.contains(ReturnOptions.MIN) ? UidSet.of(sorted.get(0)) : UidSet.EMPTY;
            told = options.contains(ReturnOptions.MAX) ? first.union(UidSet.of(sorted.get(sorted.size() - 1))) : first;
        }
        return mailboxes.search(mailbox, new SearchKey.Uids(told)).highestModseq();
    }

    private static List<SortCriterion> order(Arguments arguments) throws SyntaxException {
        List<SortCriterion> order = new ArrayList<>();
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            String name = arguments.keyword();
            boolean reverse = name.equals("REVERSE");
            if (reverse) {
                arguments.space();
                name = arguments.keyword();
            }
            try {
                order.add(new SortCriterion(SortCriterion.Field.valueOf(name), reverse));
            } catch (IllegalArgumentException e) {
                throw new SyntaxException("Unknown criterion of SORT");
            }
            if (order.size() > MOST_CRITERIA) {
                throw new SyntaxException("SORT takes at most " + MOST_CRITERIA + " criteria");
            }
        }
        if (order.isEmpty()) {
            throw new SyntaxException("SORT needs a criterion");
        }
        return order;
    }

    private void sorted(ImapSession session, Sorted sorted, Set<ReturnOptions> options, boolean byUid) {
        SelectedMailbox mailbox = session.selected();
        List<Long> numbers = byUid
                ? sorted.uids()
                : sorted.uids().stream().map(mailbox::number).toList();
        Runnable end = () -> session.ok(Replies.completed(name()));
        if (options == null) {
            session.tell(SearchResponse.plain(name(), numbers.iterator(), sorted.highestModseq()), end);
            return;
        }
        if (options.contains(ReturnOptions.SAVE)) {
            mailbox.save(UidSet.of(sorted.uids()));
        }
        session.tell(SearchResponse.extended(session.tag(), byUid, numbers, options, sorted.highestModseq()), end);
    }
}
