package org.letterwing.smtp;

/**
 * The argument of MAIL and RCPT: a path, and parameters after it.
 *
 * @param path the path; null if its syntax is wrong
 * @param parameters what follows the path; {@code ""} for nothing
 */
record PathArgument(Path path, String parameters) {

    /** Returns whether it needs SMTPUTF8 (RFC 6531; RFC 6533 3 of ORCPT). */
    boolean isInternational() {
        return path.isInternational() || parameters.chars().anyMatch(c -> c > 127);
    }

    /**
     * Reads the argument.
     *
     * @param keyword {@code FROM:} or {@code TO:}
     * @return null if the argument doesn't begin with the keyword
     */
    static PathArgument parse(String keyword, String argument, boolean postmasterAlone) {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            return null;
        }
        // RFC 5321 3.3 allows no space here, and says itself that clients err in it.
        String rest = argument.substring(keyword.length()).stripLeading();
        var parser = new PathParser(rest, postmasterAlone);
        Path path = parser.parse();
        if (path == null) {
            return new PathArgument(null, "");
        }
        String parameters = rest.substring(parser.end());
        if (!parameters.isEmpty() && parameters.charAt(0) != ' ') {
            return new PathArgument(null, "");
        }
        return new PathArgument(path, parameters.strip());
    }
}
