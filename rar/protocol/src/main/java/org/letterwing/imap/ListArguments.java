package org.letterwing.imap;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.letterwing.imap.ListOptions.Return;
import org.letterwing.imap.ListOptions.Selection;

/** Reads the arguments of LIST (RFC 9051 9, list). */
final class ListArguments {

    private static final int MOST_PATTERNS = 20;

    private final Arguments arguments;
    private final long appendLimit;
    private final Set<Selection> selected = EnumSet.noneOf(Selection.class);
    private final List<ListPattern> patterns = new ArrayList<>(1);
    private final Set<Return> returned = EnumSet.noneOf(Return.class);
    private StatusItems status;
    private boolean extended;

    ListArguments(Arguments arguments, long appendLimit) {
        this.arguments = arguments;
        this.appendLimit = appendLimit;
    }

    ListOptions read() throws SyntaxException {
        arguments.space();
        if (arguments.isNext('(')) {
            selection();
            arguments.space();
        }
        String reference = arguments.mailboxName();
        arguments.space();
        boolean separatorAlone = !patterns(reference);
        if (arguments.skip(' ')) {
            returns();
        }
        arguments.end();
        return new ListOptions(selected, separatorAlone ? null : patterns, returned, status, extended);
    }

    private void selection() throws SyntaxException {
        extended = true;
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            selected.add(option(Selection.class));
        }
        // RFC 5258 3: there is nothing that it could select the parents of
        if (selected.contains(Selection.RECURSIVEMATCH)
                && !selected.contains(Selection.SUBSCRIBED)
                && !selected.contains(Selection.SPECIAL_USE)) {
            throw new SyntaxException("RECURSIVEMATCH needs another option beside it");
        }
    }

    /** Reads what the names are like; returns false if the client wants the separator alone (RFC 9051 6.3.9). */
    private boolean patterns(String reference) throws SyntaxException {
        if (!arguments.isNext('(')) {
            String pattern = arguments.mailboxPattern();
            patterns.add(new ListPattern(reference + pattern));
            return !pattern.isEmpty() || extended;
        }
        extended = true;
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            patterns.add(new ListPattern(reference + arguments.mailboxPattern()));
            if (patterns.size() > MOST_PATTERNS) {
                throw new SyntaxException("There may be at most " + MOST_PATTERNS + " patterns");
            }
        }
        return true;
    }

    private void returns() throws SyntaxException {
        extended = true;
        if (!arguments.keyword().equals("RETURN")) {
            throw new SyntaxException("Expected RETURN");
        }
        arguments.space();
        arguments.listBegins();
        for (boolean first = true; arguments.listGoesOn(first); first = false) {
            Return option = option(Return.class);
            returned.add(option);
            if (option == Return.STATUS) {
                arguments.space();
                status = new StatusItems(arguments, appendLimit);
            }
        }
    }

    private <E extends Enum<E>> E option(Class<E> type) throws SyntaxException {
        try {
            return Enum.valueOf(type, arguments.keyword().replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("Unknown option of LIST");
        }
    }
}
