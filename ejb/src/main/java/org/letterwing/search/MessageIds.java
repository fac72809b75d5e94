package org.letterwing.search;

import java.util.ArrayList;
import java.util.List;

/** Finds message ids in header fields, in a form in which they can be compared (RFC 5256 2.3). */
final class MessageIds {

    /** How many of a field count: the oldest, and the newest. */
    private static final int MOST = 100;

    private MessageIds() {}

    /** Returns the ids of a field in their order; none for null. */
    static List<String> of(String field) {
        List<String> ids = new ArrayList<>();
        if (field == null) {
            return ids;
        }
        int start = field.indexOf('<');
        while (start >= 0) {
            int end = field.indexOf('>', start);
            if (end < 0) {
                break;
            }
            String id = normalised(field.substring(start + 1, end));
            if (!id.isEmpty()) {
                ids.add(id);
                if (ids.size() > MOST) {
                    ids.remove(1);
                }
            }
            start = field.indexOf('<', end);
        }
        return ids;
    }

    /** Quotes and space make no difference. */
    private static String normalised(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        int start = id.lastIndexOf('<') + 1; // of an id that never ended
        for (int i = start; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '\\' && i + 1 < id.length()) {
                plain.append(id.charAt(++i));
            } else if (c > ' ' && c != '"') {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
