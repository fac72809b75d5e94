package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The three small files of an application that receives mail, as the README prints them. */
record PrintedApplication(String dependency, String structure, String bean) {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## Receive mail in your application$(.*?)^## ");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\w+\\n(.*?)^ *```$");

    static PrintedApplication of(Path readme) throws IOException {
        List<String> blocks = SECTION.matcher(Files.readString(readme))
                .results()
                .flatMap(section -> BLOCK.matcher(section.group(1)).results())
                .map(block -> block.group(1).stripIndent())
                .toList();
        return new PrintedApplication(blocks.get(0), blocks.get(1), blocks.get(2));
    }

    /** Returns how many lines a developer writes. */
    long lines() {
        return List.of(dependency, structure, bean).stream()
                .mapToLong(file -> file.lines().count())
                .sum();
    }

    /** Builds it as a developer would. */
    WebArchive build(String name) throws IOException {
        Path sources = Files.createTempDirectory("letterwing-application");
        Path source = Files.writeString(sources.resolve("OrderMail.java"), bean);
        try {
            return ApplicationWar.build(name, sources, structure);
        } finally {
            Files.delete(source);
            Files.delete(sources);
        }
    }
}
