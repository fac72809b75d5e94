package org.letterwing.imap;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.letterwing.mailbox.UidSet;

/** Tells what a search has found, in pieces that are written as there is room (RFC 9051 7.3.4, RFC 3501 7.2.5). */
final class SearchResponse {

    private static final int NUMBERS_IN_PIECE = 1000;

    private SearchResponse() {}

    /**
     * All numbers in their order.
     *
     * @param name such as SEARCH
     * @param modseq the highest modification sequence (RFC 7162 3.1.5); 0 for none
     */
    static Iterator<Response> plain(String name, Iterator<Long> numbers, long modseq) {
        return new Iterator<>() {

            private boolean begun;
            private boolean ended;

            @Override
            public boolean hasNext() {
                return !ended;
            }

            @Override
            public Response next() {
                String start = begun ? "" : "* " + name;
                begun = true;
                var piece = new StringBuilder(start);
                for (int i = 0; i < NUMBERS_IN_PIECE && numbers.hasNext(); i++) {
                    piece.append(' ').append(numbers.next());
                }
                ended = !numbers.hasNext();
                String end = ended ? (modseq > 0 ? " (MODSEQ " + modseq + ")" : "") + "\r\n" : "";
                return out -> out.text(piece.append(end).toString());
            }
        };
    }

    /** What was asked for of a set (RFC 4731 3.1). */
    static Iterator<Response> extended(
            String tag, boolean byUid, UidSet numbers, Set<ReturnOptions> options, long modseq) {
        String all = options.contains(ReturnOptions.ALL) ? numbers.toString() : "";
        return extended(
                tag,
                byUid,
                numbers.size(),
                numbers.isEmpty() ? 0 : numbers.first(),
                numbers.isEmpty() ? 0 : numbers.last(),
                all,
                options,
                modseq);
    }

    /** What was asked for of a list, whose first and last message count (RFC 5267 3.1). */
    static Iterator<Response> extended(
            String tag, boolean byUid, List<Long> numbers, Set<ReturnOptions> options, long modseq) {
        List<String> texts = new ArrayList<>();
        if (options.contains(ReturnOptions.ALL)) {
            numbers.forEach(number -> texts.add(number.toString()));
        }
        long first = numbers.isEmpty() ? 0 : numbers.get(0);
        long last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        return extended(tag, byUid, numbers.size(), first, last, String.join(",", texts), options, modseq);
    }

    private static Iterator<Response> extended(
            String tag,
            boolean byUid,
            long count,
            long first,
            long last,
            String all,
            Set<ReturnOptions> options,
            long modseq) {
        var text = new StringBuilder(byUid ? " UID" : "");
        if (count > 0 && options.contains(ReturnOptions.MIN)) {
            text.append(" MIN ").append(first);
        }
        if (count > 0 && options.contains(ReturnOptions.MAX)) {
            text.append(" MAX ").append(last);
        }
        if (options.contains(ReturnOptions.COUNT)) {
            text.append(" COUNT ").append(count);
        }
        if (!all.isEmpty()) {
            text.append(" ALL ").append(all);
        }
        if (modseq > 0) {
            text.append(" MODSEQ ").append(modseq);
        }
        return List.<Response>of(out -> out.text("* ESEARCH (TAG ")
                        .string(tag)
                        .text(")")
                        .text(text.toString())
                        .end())
                .iterator();
    }
}
