package org.letterwing.search;

/** Looks for a folded text in a message, of which it holds no more than a piece. */
final class TextMatch implements MessageText.Sink {

    private final String needle;
    private final boolean inHeader;
    private FoldedText window = new FoldedText();
    private boolean found;

    /**
     * Makes one for a message.
     *
     * @param inHeader whether the text may be in the message's header too
     */
    TextMatch(String needle, boolean inHeader) {
        this.needle = needle;
        this.inHeader = inHeader;
    }

    boolean found() {
        return found;
    }

    @Override
    public boolean header(String text) {
        found = inHeader && FoldedText.of(text).contains(needle);
        return !found;
    }

    @Override
    public boolean body(CharSequence text) {
        window.append(text);
        found = window.contains(needle);
        window.keepLast(needle.length() - 1);
        return !found;
    }

    @Override
    public void endOfText() {
        window = new FoldedText();
    }
}
