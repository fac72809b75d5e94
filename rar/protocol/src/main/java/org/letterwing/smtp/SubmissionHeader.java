package org.letterwing.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Makes the header of a mail that a user hands in whole (RFC 6409 8), while it goes by: adds Date and Message-ID where
 * they are missing, takes Bcc out, and remembers whom From and Sender name.
 *
 * <p>A CR or LF alone in a field is noticed: where some see the end of a line there, they see another header.
 *
 * <p>Where a line of the header is no field, the header ends with a blank line before it, so that all who read the mail
 * see the same header.
 */
final class SubmissionHeader {

    // RFC 5322 2.2: so long a name is none of those that matter.
    private static final int LONGEST_NAME = 64;
    private static final int MOST_AUTHOR_OCTETS = 16 * 1024;

    private static final Set<String> DROPPED = Set.of("bcc", "resent-bcc");
    private static final Set<String> AUTHORS = Set.of("from", "sender");

    private enum State {
        LINE_START,
        /** In what may be the name of a field, held back. */
        NAME,
        /** In a field, after the colon. */
        BODY,
        /** At the start of a line, and the octet before was a CR, held back. */
        BLANK,
        CONTENT
    }

    private final String hostname;
    private final ZonedDateTime now;
    private final DataScanner.Sink out;
    private final ByteArrayOutputStream name = new ByteArrayOutputStream(LONGEST_NAME);
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private final Set<String> seen = new HashSet<>();
    private final List<ByteArrayOutputStream> authors = new ArrayList<>();
    private State state = State.LINE_START;
    private String field;
    private byte before;
    private int authorOctets;
    private byte last;
    private boolean bareCrOrLf;

    /**
     * Makes the header of one mail.
     *
     * @param hostname for the Message-ID
     * @param now for the Date
     * @param out takes the mail on
     */
    SubmissionHeader(String hostname, ZonedDateTime now, DataScanner.Sink out) {
        this.hostname = hostname;
        this.now = now;
        this.out = out;
    }

    /** Reads on. */
    void read(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && state != State.CONTENT) {
            header(octets[at++]);
        }
        pass();
        if (at < to) {
            out.content(octets, at, to);
        }
    }

    /** The mail ends. */
    void end() {
        if (state == State.NAME) {
            endOfHeader();
        } else if (state == State.BLANK) {
            endOfHeader();
            passed.write('\r');
        } else if (state != State.CONTENT) {
            bareCrOrLf |= last == '\r';
            if (state == State.BODY && !DROPPED.contains(field)) {
                passed.write('\r');
                passed.write('\n');
            }
            addMissing();
        }
        pass();
    }

    /** Returns whether a field has a CR or LF alone, as only a binary mail can have. */
    boolean hasBareCrOrLf() {
        return bareCrOrLf;
    }

    /**
     * Returns the addresses that From and Sender name.
     *
     * @return null if one of these fields is no list of addresses, or holds none
     */
    List<String> authors() {
        var addresses = new ArrayList<String>();
        for (ByteArrayOutputStream author : authors) {
            List<String> named = authorOctets > MOST_AUTHOR_OCTETS
                    ? null
                    : HeaderAddresses.parse(author.toString(StandardCharsets.UTF_8));
            if (named == null || named.isEmpty()) {
                return null;
            }
            addresses.addAll(named);
        }
        return addresses;
    }

    private void header(byte octet) {
        switch (state) {
            case LINE_START -> lineStart(octet);
            case NAME -> name(octet);
            case BODY -> body(octet);
            case BLANK -> blank(octet);
            case CONTENT -> passed.write(octet);
        }
    }

    private void lineStart(byte octet) {
        if (octet == '\r') {
            state = State.BLANK;
        } else if (field != null && (octet == ' ' || octet == '\t')) {
            state = State.BODY; // RFC 5322 2.2.3: the field goes on
            body(octet);
        } else {
            field = null;
            state = State.NAME;
            name(octet);
        }
    }

    private void blank(byte octet) {
        state = State.CONTENT;
        if (octet == '\n') {
            addMissing();
            passed.write('\r');
        } else {
            endOfHeader();
            passed.write('\r');
        }
        passed.write(octet);
    }

    private void name(byte octet) {
        name.write(octet);
        if (octet == ':' && name.size() > 1) {
            beginField();
        } else if (name.size() > LONGEST_NAME && (octet == ' ' || octet == '\t')) {
            endOfHeader(); // some would read a short name here, before much space
        } else if (name.size() > LONGEST_NAME) {
            field = "";
            passName();
            state = State.BODY;
        } else if (!isOfName(octet)) {
            endOfHeader();
        }
    }

    /** Before the colon there may be white space (RFC 5322 4.5), but not in the name. */
    private boolean isOfName(byte octet) {
        boolean first = name.size() == 1;
        boolean space = octet == ' ' || octet == '\t';
        boolean afterSpace = !first && before <= ' ';
        before = octet;
        return !first && space || !afterSpace && octet > ' ' && octet != ':' && octet < 127;
    }

    private void beginField() {
        String text = name.toString(StandardCharsets.US_ASCII);
        field = text.substring(0, text.length() - 1).strip().toLowerCase(Locale.ROOT);
        seen.add(field);
        if (AUTHORS.contains(field)) {
            authors.add(new ByteArrayOutputStream());
        }
        state = State.BODY;
        if (DROPPED.contains(field)) {
            name.reset();
        } else {
            passName();
        }
    }

    private void body(byte octet) {
        if (AUTHORS.contains(field) && ++authorOctets <= MOST_AUTHOR_OCTETS) {
            authors.get(authors.size() - 1).write(octet);
        }
        if (!DROPPED.contains(field)) {
            passed.write(octet);
        }
        bareCrOrLf |= (octet == '\n') != (last == '\r');
        last = octet;
        if (octet == '\n') {
            state = State.LINE_START;
        }
    }

    private void passName() {
        passed.writeBytes(name.toByteArray());
        name.reset();
    }

    /** What is held back is no field: it belongs to the body. */
    private void endOfHeader() {
        addMissing();
        passed.write('\r');
        passed.write('\n');
        passName();
        state = State.CONTENT;
    }

    // RFC 6409 8.2 and 8.3
    private void addMissing() {
        if (!seen.contains("date")) {
            add("Date: " + ReceivedLine.DATE.format(now));
        }
        if (!seen.contains("message-id")) {
            add("Message-ID: <" + UUID.randomUUID() + "@" + hostname + ">");
        }
    }

    private void add(String line) {
        passed.writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void pass() {
        if (passed.size() > 0) {
            byte[] octets = passed.toByteArray();
            passed.reset();
            out.content(octets, 0, octets.length);
        }
    }
}
