package org.letterwing.structure;

import java.util.ArrayList;
import java.util.List;

import org.letterwing.mailbox.Envelope.Address;

/** Reads the addresses of a field (RFC 5322 3.4), its obsolete and its broken forms too: something comes out always. */
final class AddressList {

    private final String text;
    private final List<Address> addresses = new ArrayList<>();
    private int at;
    private boolean inGroup;

    /** The words of a name or local part that have been read. */
    private final StringBuilder words = new StringBuilder();

    private String comment;
    private boolean spaced;

    private AddressList(String text) {
        this.text = text;
    }

    /** Returns the addresses of a field's body; none for null. */
    static List<Address> of(String text) {
        return text == null ? List.of() : new AddressList(text).read();
    }

    private List<Address> read() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case ',' -> {
                    at++;
                    endWords();
                }
                case ';' -> {
                    at++;
                    endWords();
                    endGroup();
                }
                case ':' -> {
                    at++;
                    beginGroup();
                }
                case '<' -> angle();
                case '@' -> domain();
                default -> word();
            }
        }
        endWords();
        endGroup();
        return List.copyOf(addresses);
    }

    /** Reads a quoted string, a comment, an atom or space. */
    private void word() {
        char c = text.charAt(at);
        if (c == '"') {
            space();
            quoted(words);
        } else if (c == '(') {
            comment = comment();
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            spaced = true;
            at++;
        } else {
            space();
            words.append(c);
            at++;
        }
    }

    private void space() {
        if (spaced && !words.isEmpty()) {
            words.append(' ');
        }
        spaced = false;
    }

    private void quoted(StringBuilder into) {
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            into.append(text.charAt(at));
        }
        at++;
    }

    private String comment() {
        StringBuilder said = new StringBuilder();
        int depth = 1;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                at++;
                break;
            }
            said.append(c);
        }
        return said.toString().strip();
    }

    /** Reads an address in angle brackets, whose name are the words before it. */
    private void angle() {
        StringBuilder address = new StringBuilder();
        int sign = -1; // where the last @ is that is not quoted
        at++;
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '"') {
                quoted(address);
            } else if (c == '(') {
                comment();
            } else {
                if (c == ':' && !address.isEmpty() && address.charAt(0) == '@') {
                    address.setLength(0); // RFC 5322 4.4: the route is of no use
                    sign = -1;
                } else if (c > ' ') {
                    sign = c == '@' ? address.length() : sign;
                    address.append(c);
                }
                at++;
            }
        }
        at++;
        String name = takeWords();
        String local = sign < 0 ? address.toString() : address.substring(0, sign);
        add(name, local, sign < 0 ? "" : address.substring(sign + 1));
    }

    /** Reads the domain of an address whose local part are the words before it. */
    private void domain() {
        StringBuilder domain = new StringBuilder();
        comment = null;
        at++;
        boolean begun = false;
        boolean ended = false;
        while (at < text.length() && ",;<".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == '(') {
                comment = comment();
                continue;
            }
            if (c <= ' ') {
                ended = begun && !domain.isEmpty() && domain.charAt(domain.length() - 1) != '.';
            } else if (!ended || c == '.') {
                begun = true;
                ended = false;
                domain.append(c);
            }
            at++;
        }
        String local = words.toString().replace(" ", "");
        String name = comment;
        takeWords();
        if (at < text.length() && text.charAt(at) == '<') { // a name that looks like an address
            words.append(local).append('@').append(domain);
        } else {
            add(name, local, domain.toString());
        }
    }

    private String takeWords() {
        String taken = words.toString().strip();
        words.setLength(0);
        comment = null;
        spaced = false;
        return taken.isEmpty() ? null : taken;
    }

    /** Words that no address follows: a name of this place alone. */
    private void endWords() {
        String name = comment;
        String local = takeWords();
        if (local != null) {
            add(name, local, "");
        }
    }

    private void beginGroup() {
        String name = takeWords();
        if (!inGroup) {
            inGroup = true;
            addresses.add(new Address(null, name == null ? "" : name, null));
        }
    }

    private void endGroup() {
        if (inGroup) {
            inGroup = false;
            addresses.add(new Address(null, null, null));
        }
    }

    private void add(String name, String local, String domain) {
        if (!local.isEmpty() || !domain.isEmpty()) {
            addresses.add(new Address(name == null || name.isEmpty() ? null : name, local, domain));
        } else if (name != null) {
            addresses.add(new Address(null, name, ""));
        }
    }
}
