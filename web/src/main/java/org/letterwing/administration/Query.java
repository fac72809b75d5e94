package org.letterwing.administration;

import jakarta.ws.rs.NotFoundException;

import org.letterwing.directory.DirectoryAdministration;

/** Reads query parameters. */
final class Query {

    /** How many items a page has unless the query says otherwise. */
    static final int DEFAULT_LIMIT = 100;

    private Query() {}

    /** Returns the limit of a page; the default if there is none. */
    static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= DirectoryAdministration.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // the rule says it better
        }
        throw new ProblemException(
                400, "The parameter 'limit' must be a number from 1 to " + DirectoryAdministration.MAX_LIMIT + ".");
    }

    /** Reads a key that is part of a path; there is nothing at what is no number. */
    static long key(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw new NotFoundException(e);
        }
    }

    /** Returns whether contents are deleted too. */
    static boolean cascade(String text) {
        return flag("cascade", text);
    }

    /** Returns whether a parameter is true; it need not be there. */
    static boolean flag(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new ProblemException(400, "The parameter '" + name + "' must be true or false.");
    }
}
