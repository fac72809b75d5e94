package org.letterwing.smtp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of commands. */
final class Commands {

    private static final Map<String, Command> TABLE = new LinkedHashMap<>();

    static {
        List.of(
                        new EhloCommand(),
                        new HeloCommand(),
                        new StartTlsCommand(),
                        new AuthCommand(),
                        new MailCommand(),
                        new RcptCommand(),
                        new DataCommand(),
                        new BdatCommand(),
                        new RsetCommand(),
                        new NoopCommand(),
                        new VrfyCommand(),
                        new ExpnCommand(),
                        new HelpCommand(),
                        new QuitCommand(),
                        new XclientCommand())
                .forEach(command -> TABLE.put(command.verb(), command));
    }

    private Commands() {}

    /** Returns the command, whatever the case of its letters; null if there is none. */
    static Command find(String verb) {
        // Some letters beyond ASCII have a capital in ASCII.
        boolean ascii = verb.chars().allMatch(c -> c < 128);
        return ascii ? TABLE.get(verb.toUpperCase(Locale.ROOT)) : null;
    }

    static Iterable<String> verbs() {
        return TABLE.keySet();
    }
}
