package org.letterwing.search;

/** The folded text of a message for the index: as much of it as the index takes. */
final class IndexedText implements MessageText.Sink {

    /** How many characters of the header, and of the body, the index takes. */
    static final int LONGEST = 1024 * 1024;

    private final FoldedText header = new FoldedText();
    private final FoldedText body = new FoldedText();
    private boolean cut;

    @Override
    public boolean header(String text) {
        return take(text, header);
    }

    @Override
    public boolean body(CharSequence text) {
        return take(text, body);
    }

    @Override
    public void endOfText() {
        body.separate();
    }

    private boolean take(CharSequence text, FoldedText into) {
        into.append(text);
        cut |= into.length() > LONGEST;
        return !cut;
    }

    String header() {
        return header.toString();
    }

    String body() {
        return body.toString();
    }

    /** Returns whether the message has more text than this. */
    boolean isCut() {
        return cut;
    }

    /** Tells whether a folded text is in it. */
    boolean contains(String needle, boolean inHeader) {
        return body.contains(needle) || inHeader && header.contains(needle);
    }
}
