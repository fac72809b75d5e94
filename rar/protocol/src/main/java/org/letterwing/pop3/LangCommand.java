package org.letterwing.pop3;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** LANG: lists the languages of the server's texts, or chooses one (RFC 6856 3). There is one. */
final class LangCommand extends Command {

    private static final Set<String> ENGLISH = Set.of("*", "en", "i-default");

    LangCommand() {
        super("LANG [language]", When.ALWAYS);
    }

    @Override
    Optional<String> capability(Pop3Session session) {
        return Optional.of("LANG");
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        if (!line.hasArguments()) {
            session.sendLines(
                    Replies.LANGUAGES, new Listing(List.of("en English").iterator()));
        } else if (ENGLISH.contains(line.text().toLowerCase(Locale.ROOT))) {
            session.send(Replies.LANGUAGE_CHOSEN);
        } else {
            session.send(Replies.NO_SUCH_LANGUAGE);
        }
    }
}
