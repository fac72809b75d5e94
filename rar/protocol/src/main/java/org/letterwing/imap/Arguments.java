package org.letterwing.imap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.SystemFlag;
import org.letterwing.mailbox.UidSet;

/**
 * The arguments of a command, read from left to right (RFC 9051 9): all its lines, and the literals between them, which
 * are there already. Valid until the command has run.
 *
 * <p>What the grammar does not allow is a {@link SyntaxException}.
 */
final class Arguments {

    /** How deep lists and search keys may be within each other. */
    static final int MAX_DEPTH = 50;

    /** The mailbox that each account has (RFC 9051 5.1), the same in any case of its letters. */
    static final String INBOX = "INBOX";

    private static final String ATOM_SPECIALS = "(){ %*\"\\]";

    private final byte[] octets;
    private final int end;
    private final boolean utf8;
    private int at;
    private int depth;
    private boolean uid;

    /**
     * Reads octets.
     *
     * @param utf8 whether mailbox names are UTF-8 (RFC 9051 5.1, RFC 6855 3), or modified UTF-7 (RFC 3501 5.1.3)
     */
    Arguments(byte[] octets, boolean utf8) {
        this.octets = octets;
        this.end = octets.length;
        this.utf8 = utf8;
    }

    /** Says that the command has UID before it, so that its numbers are UIDs. */
    void byUid() {
        uid = true;
    }

    /** Returns whether the command has UID before it, so that its numbers are UIDs. */
    boolean isUid() {
        return uid;
    }

    boolean isAtEnd() {
        return at == end;
    }

    /** Returns whether this character comes next. */
    boolean isNext(char c) {
        return at < end && octets[at] == c;
    }

    /** Takes a character if it comes next, and returns whether it did. */
    boolean skip(char c) {
        boolean there = isNext(c);
        if (there) {
            at++;
        }
        return there;
    }

    void expect(char c) throws SyntaxException {
        if (!skip(c)) {
            throw new SyntaxException("Expected '" + c + "' " + place());
        }
    }

    void space() throws SyntaxException {
        if (!skip(' ')) {
            throw new SyntaxException("Expected a space " + place());
        }
    }

    void end() throws SyntaxException {
        if (at < end) {
            throw new SyntaxException("Expected the end of the command " + place());
        }
    }

    private String place() {
        return "after octet " + at + " of the command";
    }

    /** Goes one level deeper into lists or search keys; {@link #leave()} is due at its end. */
    void enter() throws SyntaxException {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxException("Lists may be no more than " + MAX_DEPTH + " deep");
        }
    }

    void leave() {
        depth--;
    }

    /** Takes what opens a list. */
    void listBegins() throws SyntaxException {
        expect('(');
        enter();
    }

    /**
     * Takes what comes between the elements of a list, or closes it.
     *
     * @param first whether no element was read so far
     * @return whether another element follows
     */
    boolean listGoesOn(boolean first) throws SyntaxException {
        if (skip(')')) {
            leave();
            return false;
        }
        if (!first) {
            space();
        }
        return true;
    }

    /** Returns the tag of a command (RFC 9051 2.2.1). */
    String tag() throws SyntaxException {
        int from = at;
        while (at < end && isAstringChar(octets[at]) && octets[at] != '+') {
            at++;
        }
        return taken(from, "a tag");
    }

    /** Returns an atom. */
    String atom() throws SyntaxException {
        int from = at;
        while (at < end && isAtomChar(octets[at])) {
            at++;
        }
        return taken(from, "an atom");
    }

    /** Returns an atom in upper case, for those that are the same in any case. */
    String keyword() throws SyntaxException {
        return atom().toUpperCase(Locale.ROOT);
    }

    /** Returns the atom that comes next in upper case, and leaves it there; {@code ""} if none does. */
    String peekKeyword() {
        int to = at;
        while (to < end && isAtomChar(octets[to])) {
            to++;
        }
        return ascii(at, to).toUpperCase(Locale.ROOT);
    }

    private String taken(int from, String what) throws SyntaxException {
        if (at == from) {
            throw new SyntaxException("Expected " + what + " " + place());
        }
        return ascii(from, at);
    }

    private String ascii(int from, int to) {
        return new String(octets, from, to - from, StandardCharsets.US_ASCII);
    }

    /** Returns whether a character may be in an atom (RFC 9051 9, ATOM-CHAR). */
    static boolean isAtomChar(int c) {
        return c > ' ' && c < 0x7F && ATOM_SPECIALS.indexOf(c) < 0;
    }

    private static boolean isAstringChar(byte octet) {
        return isAtomChar(octet) || octet == ']';
    }

    /** Returns the octets of an atom or a string. */
    byte[] astring() throws SyntaxException {
        if (isString()) {
            return string();
        }
        int from = at;
        while (at < end && isAstringChar(octets[at])) {
            at++;
        }
        if (at == from) {
            throw new SyntaxException("Expected an atom or a string " + place());
        }
        return Arrays.copyOfRange(octets, from, at);
    }

    /** Returns an atom or a string as text of UTF-8. */
    String astringText() throws SyntaxException {
        return text(astring());
    }

    /** Returns whether a string comes next, quoted or as a literal. */
    boolean isString() {
        return isNext('"') || isNext('{') || isNext('~');
    }

    /** Returns the octets of a string. */
    byte[] string() throws SyntaxException {
        return isNext('"') ? quoted() : literal();
    }

    /** Returns a string as text of UTF-8. */
    String stringText() throws SyntaxException {
        return text(string());
    }

    /** Returns the octets of a string, or null for {@code NIL}. */
    byte[] nstring() throws SyntaxException {
        if (isString()) {
            return string();
        }
        if (!keyword().equals("NIL")) {
            throw new SyntaxException("Expected a string or NIL " + place());
        }
        return null;
    }

    private byte[] quoted() throws SyntaxException {
        at++;
        byte[] text = new byte[end - at];
        int length = 0;
        while (at < end && octets[at] != '"') {
            if (octets[at] == '\\') {
                at++;
                // RFC 9051 9, quoted: only these two are escaped
                if (!isNext('"') && !isNext('\\')) {
                    throw new SyntaxException("A backslash stands before a quote or another one alone, not " + place());
                }
            } else if (isBreak(octets[at]) || octets[at] == 0) {
                break;
            }
            text[length++] = octets[at++];
        }
        if (!skip('"')) {
            throw new SyntaxException("Expected a quote " + place());
        }
        return Arrays.copyOf(text, length);
    }

    private static boolean isBreak(byte octet) {
        return octet == '\r' || octet == '\n';
    }

    private byte[] literal() throws SyntaxException {
        boolean binary = skip('~');
        expect('{');
        long size = number64();
        skip('+');
        expect('}');
        expect('\r');
        expect('\n');
        if (size > end - at) {
            throw new SyntaxException("A literal is not whole");
        }
        byte[] literal = Arrays.copyOfRange(octets, at, at + (int) size);
        at += (int) size;
        for (byte octet : literal) {
            // RFC 9051 4.3.1: that is what a literal8 is for
            if (octet == 0 && !binary) {
                throw new SyntaxException("A literal holds a NUL");
            }
        }
        return literal;
    }

    private static String text(byte[] utf8) throws SyntaxException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxException("A text is not UTF-8");
        }
    }

    /** Returns the characters of an atom or a string that is secret, and wipes it from the command. The caller wipes them. */
    char[] secret() throws SyntaxException {
        int from = at;
        byte[] secret = astring();
        Arrays.fill(octets, from, at, (byte) 'x');
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(secret));
        char[] characters = Arrays.copyOf(decoded.array(), decoded.length());
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(secret, (byte) 0);
        return characters;
    }

    /** Returns a number of at most 32 bits. */
    long number() throws SyntaxException {
        long number = number64();
        if (number > UidSet.MAX) {
            throw new SyntaxException("A number is too large " + place());
        }
        return number;
    }

    /** Returns a number of at most 32 bits that is not zero. */
    long nonZeroNumber() throws SyntaxException {
        long number = number();
        if (number == 0) {
            throw new SyntaxException("A number may not be zero " + place());
        }
        return number;
    }

    /** Returns a number of at most 63 bits. */
    long number64() throws SyntaxException {
        int from = at;
        while (at < end && octets[at] >= '0' && octets[at] <= '9') {
            at++;
        }
        String digits = taken(from, "a number");
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new SyntaxException("A number is too large " + place());
        }
    }

    /** Returns UIDs (RFC 4315 4, uid-set); no {@code *} among them. */
    UidSet uidSet() throws SyntaxException {
        List<UidSet.Range> ranges = new ArrayList<>();
        do {
            long one = nonZeroNumber();
            long other = skip(':') ? nonZeroNumber() : one;
            ranges.add(new UidSet.Range(Math.min(one, other), Math.max(one, other)));
        } while (skip(','));
        return UidSet.ofRanges(ranges);
    }

    /** Returns the name of a mailbox in Unicode; the INBOX in upper case. */
    String mailboxName() throws SyntaxException {
        return mailboxName(astring());
    }

    /** Returns the name that octets stand for. */
    private String mailboxName(byte[] written) throws SyntaxException {
        String name = text(written);
        // Whoever sends UTF-8 where it is not yet agreed on means it.
        if (!utf8 && name.chars().allMatch(c -> c < 0x80)) {
            name = ModifiedUtf7.decode(name);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new SyntaxException(Replies.NO_MAILBOX_NAME);
        }
        return name.equalsIgnoreCase(INBOX) ? INBOX : name;
    }

    /** Returns a name that may hold wildcards (RFC 9051 6.3.9), in Unicode. */
    String mailboxPattern() throws SyntaxException {
        if (isString()) {
            return mailboxName(string());
        }
        int from = at;
        while (at < end && (isAstringChar(octets[at]) || octets[at] == '%' || octets[at] == '*')) {
            at++;
        }
        taken(from, "a mailbox name or a pattern");
        return mailboxName(Arrays.copyOfRange(octets, from, at));
    }

    /** Returns a list of flags in parentheses. */
    Flags flagList() throws SyntaxException {
        listBegins();
        Set<SystemFlag> system = EnumSet.noneOf(SystemFlag.class);
        Set<String> keywords = new HashSet<>();
        for (boolean first = true; listGoesOn(first); first = false) {
            flag(system, keywords);
        }
        return new Flags(system, keywords);
    }

    /** Returns flags with or without parentheses (RFC 9051 9, store-att-flags). */
    Flags flags() throws SyntaxException {
        if (isNext('(')) {
            return flagList();
        }
        Set<SystemFlag> system = EnumSet.noneOf(SystemFlag.class);
        Set<String> keywords = new HashSet<>();
        do {
            flag(system, keywords);
        } while (skip(' '));
        return new Flags(system, keywords);
    }

    private void flag(Set<SystemFlag> system, Set<String> keywords) throws SyntaxException {
        if (!skip('\\')) {
            keywords.add(atom());
            return;
        }
        String name = "\\" + atom();
        system.add(Arrays.stream(SystemFlag.values())
                .filter(flag -> flag.imapName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new SyntaxException("A flag is none that can be set")));
    }

    /** Returns a date with its time (RFC 9051 9, date-time). */
    Instant dateTime() throws SyntaxException {
        if (!isNext('"')) {
            throw new SyntaxException("Expected a quote " + place());
        }
        return ImapDates.dateTime(text(quoted()));
    }
}
