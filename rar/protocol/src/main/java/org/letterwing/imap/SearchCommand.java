package org.letterwing.imap;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.FoundMessages;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.UidSet;

/** SEARCH: finds messages (RFC 9051 6.4.4). */
final class SearchCommand extends Command {

    SearchCommand() {
        super("SEARCH", When.SELECTED);
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
        Set<ReturnOptions> asked = ReturnOptions.parse(arguments);
        Charset charset = StandardCharsets.UTF_8;
        if (arguments.peekKeyword().equals("CHARSET")) {
            arguments.keyword();
            arguments.space();
            charset = SearchCharset.of(arguments.astringText());
            arguments.space();
        }
        if (charset == null) {
            failed(session, asked, Replies.BAD_CHARSET);
            return;
        }
        SelectedMailbox mailbox = session.selected();
        var keys = new SearchKeys(arguments, mailbox, charset);
        SearchKey key = keys.all();
        if (keys.askForModseq()) {
            session.enable(Enabled.CONDSTORE); // RFC 7162 3.1
        }
        // RFC 9051 6.4.4: rev2 has ESEARCH alone
        Set<ReturnOptions> options =
                asked == null && session.isEnabled(Enabled.IMAP4REV2) ? EnumSet.of(ReturnOptions.ALL) : asked;
        boolean byUid = arguments.isUid();
        session.askLong(
                mailboxes -> {
                    FoundMessages found = mailboxes.search(
                            mailbox.key(), new SearchKey.And(List.of(new SearchKey.Uids(mailbox.uids()), key)));
                    UidSet told = ends(found.uids(), options);
                    return keys.askForModseq() && !told.equals(found.uids())
                            ? new FoundMessages(found.uids(), highestModseq(mailboxes, mailbox.key(), told))
                            : found;
                },
                found -> found(session, found, options, byUid, keys.askForModseq()),
                failure -> failed(session, asked, session.refusal(failure)));
    }

    /** Without a result that is saved there is none (RFC 5182 2.1). */
    private static void failed(ImapSession session, Set<ReturnOptions> options, String text) {
        if (options != null && options.contains(ReturnOptions.SAVE)) {
            session.selected().save(UidSet.EMPTY);
        }
        session.no(text);
    }

    private void found(
            ImapSession session, FoundMessages found, Set<ReturnOptions> options, boolean byUid, boolean modseq) {
        SelectedMailbox mailbox = session.selected();
        UidSet numbers = byUid ? found.uids() : mailbox.numbers(found.uids());
        long highest = modseq && !found.uids().isEmpty() ? found.highestModseq() : 0;
        Runnable end = () -> session.ok(Replies.completed(name()));
        if (options == null) {
            session.tell(SearchResponse.plain("SEARCH", numbers.iterator(), highest), end);
            return;
        }
        if (options.contains(ReturnOptions.SAVE)) {
            mailbox.save(ends(found.uids(), options));
        }
        if (options.equals(EnumSet.of(ReturnOptions.SAVE))) {
            end.run();
        } else {
            session.tell(SearchResponse.extended(session.tag(), byUid, numbers, options, highest), end);
        }
    }

    /**
     * Returns what is told and saved of what was found: with MIN or MAX alone just these (RFC 4731 3.2, RFC 5182 2.4).
     *
     * @param options null for none
     */
    private static UidSet ends(UidSet found, Set<ReturnOptions> options) {
        if (options == null
                || found.isEmpty()
                || options.contains(ReturnOptions.ALL)
                || options.contains(ReturnOptions.COUNT)) {
            return found;
        }
        boolean min = options.contains(ReturnOptions.MIN);
        boolean max = options.contains(ReturnOptions.MAX);
        if (!min && !max) {
            return found;
        }
        UidSet least = min ? UidSet.of(found.first()) : UidSet.EMPTY;
        return max ? least.union(UidSet.of(found.last())) : least;
    }

    private static long highestModseq(MailboxAccess mailboxes, long mailbox, UidSet uids) throws MailboxException {
        return mailboxes.fetch(mailbox, uids, Set.of()).messages().stream()
                .mapToLong(FetchedMessage::modseq)
                .max()
                .orElse(0);
    }
}
