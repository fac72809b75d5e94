package org.letterwing.imap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what a FETCH asks for (RFC 9051 6.4.5, fetch-att). */
final class FetchItems {

    private static final int MOST = 200;
    private static final int MAX_PATH = 100;

    // RFC 9051 6.4.5: macros
    private static final List<FetchItem> FAST =
            List.of(FetchAttribute.FLAGS, FetchAttribute.INTERNALDATE, FetchAttribute.SIZE);
    private static final List<FetchItem> ALL =
            List.of(FetchAttribute.FLAGS, FetchAttribute.INTERNALDATE, FetchAttribute.SIZE, FetchAttribute.ENVELOPE);
    private static final List<FetchItem> FULL = List.of(
            FetchAttribute.FLAGS,
            FetchAttribute.INTERNALDATE,
            FetchAttribute.SIZE,
            FetchAttribute.ENVELOPE,
            FetchAttribute.BODY);

    private final Arguments arguments;

    private FetchItems(Arguments arguments) {
        this.arguments = arguments;
    }

    /** Reads a macro, an item, or a list of items. */
    static List<FetchItem> parse(Arguments arguments) throws SyntaxException {
        return new FetchItems(arguments).items();
    }

    private List<FetchItem> items() throws SyntaxException {
        if (!arguments.isNext('(')) {
            return switch (arguments.peekKeyword()) {
                case "ALL" -> macro(ALL);
                case "FAST" -> macro(FAST);
                case "FULL" -> macro(FULL);
                default -> List.of(item());
            };
        }
        List<FetchItem> items = new ArrayList<>();
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            items.add(item());
            if (items.size() > MOST) {
                throw new SyntaxException("FETCH takes at most " + MOST + " items");
            }
        }
        if (items.isEmpty()) {
            throw new SyntaxException("FETCH asks for nothing");
        }
        return items;
    }

    private List<FetchItem> macro(List<FetchItem> items) throws SyntaxException {
        arguments.atom();
        return items;
    }

    private FetchItem item() throws SyntaxException {
        String name = name();
        boolean section = arguments.isNext('[');
        return switch (name) {
            case "RFC822" -> section(name, List.of(), Section.Text.WHOLE, false);
            case "RFC822.HEADER" -> section(name, List.of(), Section.Text.HEADER, true);
            case "RFC822.TEXT" -> section(name, List.of(), Section.Text.TEXT, false);
            case "BODY" -> section ? body("BODY", false) : FetchAttribute.BODY;
            case "BODY.PEEK" -> body("BODY", true);
            case "BINARY" -> binary("BINARY", false, Section.Form.BINARY);
            case "BINARY.PEEK" -> binary("BINARY", true, Section.Form.BINARY);
            case "BINARY.SIZE" -> binary("BINARY.SIZE", true, Section.Form.BINARY_SIZE);
            default -> FetchAttribute.of(name).orElseThrow(() -> new SyntaxException("Unknown item of FETCH"));
        };
    }

    /** Reads a name; an atom would go on to the bracket and beyond. */
    private String name() throws SyntaxException {
        var name = new StringBuilder();
        for (char c = next(); c != 0; c = next()) {
            name.append(c);
        }
        if (name.isEmpty()) {
            throw new SyntaxException("Expected an item of FETCH");
        }
        return name.toString();
    }

    private char next() {
        for (char c = 'A'; c <= 'Z'; c++) {
            if (arguments.skip(c) || arguments.skip(Character.toLowerCase(c))) {
                return c;
            }
        }
        return arguments.skip('.') ? '.' : arguments.skip('8') ? '8' : arguments.skip('2') ? '2' : 0;
    }

    private static Section section(String label, List<Integer> path, Section.Text text, boolean peek) {
        return new Section(label, path, text, Set.of(), null, peek, Section.Form.OCTETS);
    }

    private Section body(String name, boolean peek) throws SyntaxException {
        arguments.expect('[');
        var label = new StringBuilder(name).append('[');
        List<Integer> path = path(label);
        Section.Text text = Section.Text.WHOLE;
        Set<String> fields = Set.of();
        if (!arguments.isNext(']')) {
            if (!path.isEmpty() && label.charAt(label.length() - 1) != '.') {
                throw new SyntaxException("A dot is between a part's number and its text");
            }
            text = text(!path.isEmpty(), label);
            if (text == Section.Text.FIELDS || text == Section.Text.FIELDS_NOT) {
                fields = fields(label);
            }
        }
        arguments.expect(']');
        label.append(']');
        Section.Partial partial = partial(label);
        return new Section(label.toString(), path, text, fields, partial, peek, Section.Form.OCTETS);
    }

    private Section binary(String name, boolean peek, Section.Form form) throws SyntaxException {
        arguments.expect('[');
        var label = new StringBuilder(name).append('[');
        List<Integer> path = path(label);
        arguments.expect(']');
        label.append(']');
        Section.Partial partial = form == Section.Form.BINARY ? partial(label) : null;
        return new Section(label.toString(), path, Section.Text.WHOLE, Set.of(), partial, peek, form);
    }

    /** Reads the numbers of a part; behind the last of them a text may follow. */
    private List<Integer> path(StringBuilder label) throws SyntaxException {
        List<Integer> path = new ArrayList<>();
        while (SequenceSet.isNext(arguments)) {
            long number = arguments.nonZeroNumber();
            path.add((int) Math.min(number, Integer.MAX_VALUE));
            label.append(number);
            if (path.size() > MAX_PATH) {
                throw new SyntaxException("A part has at most " + MAX_PATH + " numbers");
            }
            if (!arguments.skip('.')) {
                return path;
            }
            label.append('.');
        }
        if (!path.isEmpty() && arguments.isNext(']')) {
            throw new SyntaxException("A part's number ends with a dot");
        }
        return path;
    }

    private Section.Text text(boolean ofPart, StringBuilder label) throws SyntaxException {
        String name = name();
        label.append(name);
        return switch (name) {
            case "HEADER" -> Section.Text.HEADER;
            case "HEADER.FIELDS" -> Section.Text.FIELDS;
            case "HEADER.FIELDS.NOT" -> Section.Text.FIELDS_NOT;
            case "TEXT" -> Section.Text.TEXT;
            case "MIME" -> {
                if (!ofPart) {
                    throw new SyntaxException("MIME is of a part");
                }
                yield Section.Text.MIME;
            }
            default -> throw new SyntaxException("Unknown section");
        };
    }

    private Set<String> fields(StringBuilder label) throws SyntaxException {
        Set<String> fields = new HashSet<>();
        arguments.space();
        arguments.listBegins();
        label.append(" (");
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            String field = new String(arguments.astring(), StandardCharsets.ISO_8859_1);
            if (field.isEmpty() || !field.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':')) {
                throw new SyntaxException("A name of a header field is none");
            }
            label.append(first ? "" : " ").append(quoted(field));
            fields.add(field.toUpperCase(Locale.ROOT));
        }
        label.append(')');
        return fields;
    }

    private static String quoted(String field) {
        boolean atom = field.chars().allMatch(c -> Arguments.isAtomChar(c) || c == ']');
        return atom ? field : '"' + field.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Section.Partial partial(StringBuilder label) throws SyntaxException {
        if (!arguments.skip('<')) {
            return null;
        }
        long origin = arguments.number64();
        arguments.expect('.');
        long count = arguments.number64();
        arguments.expect('>');
        if (count == 0) {
            throw new SyntaxException("A part of a section has one octet at least");
        }
        label.append('<').append(origin).append('>');
        return new Section.Partial(origin, count);
    }
}
