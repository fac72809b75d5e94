package org.letterwing.authentication.spf;

/** A text does not follow the grammar of RFC 7208. Its message is for people, and repeats no more than a piece of it. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST_PIECE = 60;

    /**
     * Says what is wrong.
     *
     * @param piece what is wrong, of printable characters
     * @param problem what is wrong with it
     */
    MalformedException(String piece, String problem) {
        super("'" + (piece.length() > LONGEST_PIECE ? piece.substring(0, LONGEST_PIECE) + "..." : piece) + "' "
                + problem);
    }
}
