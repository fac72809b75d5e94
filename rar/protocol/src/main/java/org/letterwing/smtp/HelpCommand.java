package org.letterwing.smtp;

/** HELP: names the commands, whatever was asked (RFC 5321 4.1.1.8). */
final class HelpCommand implements Command {

    @Override
    public String verb() {
        return "HELP";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        session.reply(Replies.help(Commands.verbs()));
    }
}
