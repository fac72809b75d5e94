package org.letterwing.pop3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of commands. */
final class Commands {

    private static final List<Command> ALL = List.of(
            new AuthCommand(),
            new CapaCommand(),
            new DeleCommand(),
            new LangCommand(),
            new ListCommand(),
            new NoopCommand(),
            new PassCommand(),
            new QuitCommand(),
            new RetrCommand(),
            new RsetCommand(),
            new StatCommand(),
            new StlsCommand(),
            new TopCommand(),
            new UidlCommand(),
            new UserCommand(),
            new Utf8Command());

    private static final Map<String, Command> BY_KEYWORD =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Command::keyword, Function.identity()));

    private Commands() {}

    /** Returns the command of this keyword, in upper case; null if there is none. */
    static Command find(String keyword) {
        return BY_KEYWORD.get(keyword);
    }

    /** Returns what the commands together announce to a session's client. */
    static Stream<String> capabilities(Pop3Session session) {
        return ALL.stream().map(command -> command.capability(session)).flatMap(Optional::stream);
    }
}
