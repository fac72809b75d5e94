package org.letterwing.console;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes comma-separated values (RFC 4180). */
final class Csv {

    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    /**
     * A record of a file.
     *
     * @param line the number of its first line, from 1
     * @param fields what it holds, at least one
     */
    record Row(int line, List<String> fields) {}

    /** Reads a text; lines without anything are left out, and what follows a quoted text belongs to it. */
    static List<Row> read(String text) {
        List<Row> rows = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begin = 1;
        String whole = text.endsWith("\n") ? text : text + "\n";
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c == '\n') {
                line++;
            }
            if (quoted && c == '"' && i + 1 < whole.length() && whole.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (quoted) {
                field.append(c);
            } else if (c == ',' || c == '\n') {
                fields.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    add(rows, begin, fields);
                    fields = new ArrayList<>();
                    begin = line;
                }
            } else if (c != '\r') {
                field.append(c);
            }
        }
        if (quoted) { // the last quote has no end
            fields.add(field.toString());
            add(rows, begin, fields);
        }
        return rows;
    }

    private static void add(List<Row> rows, int line, List<String> fields) {
        if (fields.size() > 1 || !fields.get(0).isBlank()) {
            rows.add(new Row(line, List.copyOf(fields)));
        }
    }

    /** Writes a field so that no spreadsheet takes it for a formula. */
    static String field(Object value) {
        String text = value == null ? "" : value.toString();
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
