package org.letterwing.search;

import java.text.Normalizer;

/**
 * Text in the form in which texts are compared: without case and compatibility differences (i;unicode-casemap, RFC 5051),
 * with one space for all white space and controls that follow each other. Text may come in pieces.
 */
final class FoldedText {

    /** Is in no folded text, but between two. */
    static final char SEPARATOR = 1;

    private final StringBuilder folded = new StringBuilder();
    private char highSurrogate;
    private boolean spaceBefore;

    /** Returns a text in that form. */
    static String of(CharSequence text) {
        FoldedText folded = new FoldedText();
        folded.append(text);
        return folded.toString();
    }

    /** Takes more text. */
    void append(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128) {
                appendFolded(c >= 'a' && c <= 'z' ? c - 32 : c);
            } else if (Character.isHighSurrogate(c)) {
                highSurrogate = c;
            } else if (!Character.isLowSurrogate(c)) {
                decompose(c);
            } else if (highSurrogate != 0) {
                decompose(Character.toCodePoint(highSurrogate, c));
                highSurrogate = 0;
            }
        }
    }

    private void decompose(int codePoint) {
        Normalizer.normalize(Character.toString(Character.toTitleCase(codePoint)), Normalizer.Form.NFKD)
                .codePoints()
                .forEach(c -> appendFolded(Character.toTitleCase(c)));
    }

    private void appendFolded(int codePoint) {
        if (codePoint <= ' ' || codePoint == 0x7F || Character.isWhitespace(codePoint)) {
            if (!spaceBefore) {
                folded.append(' ');
            }
            spaceBefore = true;
        } else {
            folded.appendCodePoint(codePoint);
            spaceBefore = false;
        }
    }

    /** Ends a text: what follows does not go on with it. */
    void separate() {
        folded.append(SEPARATOR);
        spaceBefore = false;
    }

    int length() {
        return folded.length();
    }

    /** Tells whether a folded text is in what came. */
    boolean contains(String needle) {
        return folded.indexOf(needle) >= 0;
    }

    /** Forgets all but the last characters. */
    void keepLast(int count) {
        if (folded.length() > count) {
            folded.delete(0, folded.length() - count);
        }
    }

    @Override
    public String toString() {
        return folded.toString();
    }
}
