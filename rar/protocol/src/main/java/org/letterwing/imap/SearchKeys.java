package org.letterwing.imap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SearchKey.Day.Relation;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

/**
 * Reads search keys (RFC 9051 6.4.4, RFC 3501 6.4.4, RFC 5032, RFC 7162 3.1.5, RFC 8474 5). Numbers become UIDs of the
 * messages that the client knows.
 */
final class SearchKeys {

    private static final int MOST = 1000;

    private final Arguments arguments;
    private final SelectedMailbox mailbox;
    private final Charset charset;
    private int count;
    private boolean modseq;

    SearchKeys(Arguments arguments, SelectedMailbox mailbox, Charset charset) {
        this.arguments = arguments;
        this.mailbox = mailbox;
        this.charset = charset;
    }

    /** Returns whether one of the keys was about modification sequences. */
    boolean askForModseq() {
        return modseq;
    }

    /** Reads keys up to the end of the command; all of them must be true. */
    SearchKey all() throws SyntaxException {
        List<SearchKey> keys = new ArrayList<>();
        do {
            keys.add(key());
        } while (arguments.skip(' '));
        arguments.end();
        return keys.size() == 1 ? keys.get(0) : new SearchKey.And(keys);
    }

    private SearchKey key() throws SyntaxException {
        if (++count > MOST) {
            throw new SyntaxException("A search has at most " + MOST + " keys");
        }
        arguments.enter();
        SearchKey key;
        if (arguments.isNext('(')) {
            key = list();
        } else if (SequenceSet.isNext(arguments)) {
            SequenceSet set = SequenceSet.parse(arguments);
            // 1:* of an empty mailbox finds nothing, and many clients ask for it
            key = new SearchKey.Uids(mailbox.uids().isEmpty() ? UidSet.EMPTY : set.resolve(mailbox, false));
        } else {
            key = named(arguments.keyword());
        }
        arguments.leave();
        return key;
    }

    private SearchKey list() throws SyntaxException {
        List<SearchKey> keys = new ArrayList<>();
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            keys.add(key());
        }
        return new SearchKey.And(keys);
    }

    private SearchKey named(String name) throws SyntaxException {
        return switch (name) {
            case "ALL" -> new SearchKey.And(List.of());
            case "ANSWERED" -> new SearchKey.HasFlag(SystemFlag.ANSWERED);
            case "DELETED" -> new SearchKey.HasFlag(SystemFlag.DELETED);
            case "DRAFT" -> new SearchKey.HasFlag(SystemFlag.DRAFT);
            case "FLAGGED" -> new SearchKey.HasFlag(SystemFlag.FLAGGED);
            case "SEEN" -> new SearchKey.HasFlag(SystemFlag.SEEN);
            case "UNANSWERED" -> without(SystemFlag.ANSWERED);
            case "UNDELETED" -> without(SystemFlag.DELETED);
            case "UNDRAFT" -> without(SystemFlag.DRAFT);
            case "UNFLAGGED" -> without(SystemFlag.FLAGGED);
            case "UNSEEN" -> without(SystemFlag.SEEN);
            case "KEYWORD" -> new SearchKey.HasKeyword(flag());
            case "UNKEYWORD" -> new SearchKey.Not(new SearchKey.HasKeyword(flag()));
            case "RECENT" -> recent();
            case "OLD" -> new SearchKey.Not(recent());
            case "NEW" -> new SearchKey.And(List.of(recent(), without(SystemFlag.SEEN)));
            case "BEFORE" -> new SearchKey.Day(false, Relation.BEFORE, date());
            case "ON" -> new SearchKey.Day(false, Relation.ON, date());
            case "SINCE" -> new SearchKey.Day(false, Relation.SINCE, date());
            case "SENTBEFORE" -> new SearchKey.Day(true, Relation.BEFORE, date());
            case "SENTON" -> new SearchKey.Day(true, Relation.ON, date());
            case "SENTSINCE" -> new SearchKey.Day(true, Relation.SINCE, date());
            case "OLDER" -> new SearchKey.Arrived(true, ago());
            case "YOUNGER" -> new SearchKey.Arrived(false, ago());
            case "LARGER" -> new SearchKey.Size(true, number());
            case "SMALLER" -> new SearchKey.Size(false, number());
            case "BCC", "CC", "FROM", "SUBJECT", "TO" -> new SearchKey.Header(name, text());
            case "HEADER" -> new SearchKey.Header(text(), text());
            case "BODY" -> new SearchKey.Body(text());
            case "TEXT" -> new SearchKey.Text(text());
            case "UID" -> uids();
            case "NOT" -> new SearchKey.Not(next());
            case "OR" -> new SearchKey.Or(next(), next());
            case "MODSEQ" -> modseq();
            case "EMAILID" -> new SearchKey.EmailId(id());
            case "THREADID" -> new SearchKey.ThreadId(id());
            default -> throw new SyntaxException("Unknown search key");
        };
    }

    private static SearchKey without(SystemFlag flag) {
        return new SearchKey.Not(new SearchKey.HasFlag(flag));
    }

    private SearchKey recent() {
        UidSet known = mailbox.uids();
        return new SearchKey.Uids(
                mailbox.recent() == 0 ? UidSet.EMPTY : known.intersect(UidSet.range(mailbox.recentFrom(), UidSet.MAX)));
    }

    private SearchKey next() throws SyntaxException {
        arguments.space();
        return key();
    }

    private SearchKey uids() throws SyntaxException {
        arguments.space();
        return new SearchKey.Uids(SequenceSet.parse(arguments).resolve(mailbox, true));
    }

    private SearchKey modseq() throws SyntaxException {
        modseq = true;
        arguments.space();
        // RFC 7162 3.1.5: the name of a flag and whose it is, which make no difference here
        if (arguments.isString()) {
            arguments.string();
            arguments.space();
            arguments.keyword();
            arguments.space();
        }
        return new SearchKey.Modseq(arguments.number64());
    }

    private String flag() throws SyntaxException {
        arguments.space();
        return arguments.atom();
    }

    private String id() throws SyntaxException {
        arguments.space();
        return arguments.atom();
    }

    private long number() throws SyntaxException {
        arguments.space();
        return arguments.number64();
    }

    private Instant ago() throws SyntaxException {
        arguments.space();
        return Instant.now().minus(arguments.nonZeroNumber(), ChronoUnit.SECONDS);
    }

    private LocalDate date() throws SyntaxException {
        arguments.space();
        return ImapDates.date(arguments.astringText());
    }

    private String text() throws SyntaxException {
        arguments.space();
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(arguments.astring()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxException("A text is not in the charset " + charset.name());
        }
    }
}
