package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The commands that the README tells a newcomer to type. */
final class QuickStart {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## Run it$(.*?)^## ");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");

    private QuickStart() {}

    /** Returns the two blocks of commands after the one that starts the server. */
    static String commands(Path readme) throws IOException {
        return SECTION.matcher(Files.readString(readme))
                .results()
                .map(section -> section.group(1))
                .flatMap(section -> BLOCK.matcher(section).results().skip(1).limit(2))
                .map((MatchResult block) -> block.group(1))
                .collect(Collectors.joining());
    }
}
