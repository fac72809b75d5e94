package org.letterwing.search;

/**
 * What a subject is without the marks of replies and forwards (RFC 5256 2.1).
 *
 * @param text the base subject, folded for comparison
 * @param reply whether such marks were there
 */
record BaseSubject(String text, boolean reply) {

    /** What is longer is cut: each step may look at all of it. */
    private static final int LONGEST = 1000;

    /** Reads a subject as the header has it; null for none. */
    static BaseSubject of(String field) {
        if (field == null) {
            return new BaseSubject("", false);
        }
        String text = EncodedWords.decode(field).replaceAll("\\s+", " ");
        return new Extraction(text.substring(0, Math.min(text.length(), LONGEST))).run();
    }

    private static final class Extraction {

        private String text;
        private String upper;
        private boolean reply;

        private Extraction(String text) {
            set(text);
        }

        private void set(String changed) {
            text = changed;
            StringBuilder ascii = new StringBuilder(changed);
            for (int i = 0; i < ascii.length(); i++) {
                char c = ascii.charAt(i);
                if (c >= 'a' && c <= 'z') {
                    ascii.setCharAt(i, (char) (c - 32));
                }
            }
            upper = ascii.toString();
        }

        private BaseSubject run() {
            do {
                trailers(); // (2)
                boolean changed;
                do {
                    changed = leader() | blob(); // (3), (4), (5)
                } while (changed);
            } while (forward()); // (6)
            return new BaseSubject(FoldedText.of(text), reply);
        }

        private void trailers() {
            int end = text.length();
            while (true) {
                if (end > 0 && text.charAt(end - 1) == ' ') {
                    end--;
                } else if (end >= 5 && upper.startsWith("(FWD)", end - 5)) {
                    end -= 5;
                    reply = true;
                } else {
                    break;
                }
            }
            set(text.substring(0, end));
        }

        /** Takes a {@code subj-leader} away: blobs and a mark, or a space. */
        private boolean leader() {
            if (text.startsWith(" ")) {
                set(text.substring(1));
                return true;
            }
            int at = 0;
            for (int next = blobEnd(at); next > at; next = blobEnd(at)) {
                at = next;
            }
            int end = markEnd(at);
            if (end < 0) {
                return false;
            }
            reply = true;
            set(text.substring(end));
            return true;
        }

        /** Returns where a {@code subj-refwd} ends; -1 if there is none. */
        private int markEnd(int from) {
            int at;
            if (upper.startsWith("RE", from)) {
                at = from + 2;
            } else if (upper.startsWith("FWD", from)) {
                at = from + 3;
            } else if (upper.startsWith("FW", from)) {
                at = from + 2;
            } else {
                return -1;
            }
            at = spacesEnd(at);
            at = blobEnd(at);
            return at < text.length() && text.charAt(at) == ':' ? at + 1 : -1;
        }

        /** Returns where a {@code subj-blob} ends; its start if there is none. */
        private int blobEnd(int from) {
            if (from >= text.length() || text.charAt(from) != '[') {
                return from;
            }
            for (int at = from + 1; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == ']') {
                    return spacesEnd(at + 1);
                }
                if (c == '[') {
                    return from;
                }
            }
            return from;
        }

        private int spacesEnd(int from) {
            int at = from;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            return at;
        }

        /** Takes a blob away, unless nothing would be left. */
        private boolean blob() {
            int end = blobEnd(0);
            if (end > 0 && end < text.length()) {
                set(text.substring(end));
                return true;
            }
            return false;
        }

        private boolean forward() {
            if (upper.startsWith("[FWD:") && text.endsWith("]")) {
                reply = true;
                set(text.substring(5, text.length() - 1));
                return true;
            }
            return false;
        }
    }
}
