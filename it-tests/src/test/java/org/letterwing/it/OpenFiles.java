package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The files and sockets that a process holds open, as Linux shows them. */
final class OpenFiles {

    private OpenFiles() {}

    /** Counts those whose name has the given text: {@code socket:} or a part of a path, removed files included. */
    static long count(long pid, String text) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .flatMap(descriptor -> name(descriptor).stream())
                    .filter(name -> name.contains(text))
                    .count();
        }
    }

    private static Optional<String> name(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            return Optional.empty(); // closed meanwhile
        }
    }
}
