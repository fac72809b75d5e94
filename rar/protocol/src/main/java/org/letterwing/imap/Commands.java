package org.letterwing.imap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table of commands. */
final class Commands {

    private static final List<Command> ALL = List.of(
            new AppendCommand(),
            new AuthenticateCommand(),
            new CapabilityCommand(),
            new CloseCommand(),
            new CompressCommand(),
            new CopyCommand("COPY", false),
            new CopyCommand("MOVE", true),
            new CreateCommand(),
            new DeleteCommand(),
            new EnableCommand(),
            new ExpungeCommand(),
            new FetchCommand(),
            new IdCommand(),
            new IdleCommand(),
            new ListCommand(),
            new LoginCommand(),
            new LogoutCommand(),
            new LsubCommand(),
            new NamespaceCommand(),
            new NoopCommand("CHECK", Command.When.SELECTED),
            new NoopCommand("NOOP", Command.When.ALWAYS),
            new QuotaCommand("GETQUOTA", false),
            new QuotaCommand("GETQUOTAROOT", true),
            new RenameCommand(),
            new SearchCommand(),
            new SelectCommand("EXAMINE", true),
            new SelectCommand("SELECT", false),
            new SetQuotaCommand(),
            new SortCommand(),
            new StartTlsCommand(),
            new StatusCommand(),
            new StoreCommand(),
            new SubscribeCommand("SUBSCRIBE", true),
            new SubscribeCommand("UNSUBSCRIBE", false),
            new ThreadCommand(),
            new UnselectCommand());

    private static final Map<String, Command> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Command::name, Function.identity()));

    private Commands() {}

    /**
     * Returns the command of a name in upper case; null if there is none.
     *
     * @param uid whether it has UID before it
     */
    static Command find(String name, boolean uid) {
        Command command = BY_NAME.get(name);
        return command == null || uid && !command.takesUid() ? null : command;
    }
}
