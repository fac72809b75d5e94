package org.letterwing.authentication.dkim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.letterwing.testing.Peer;

/** Another implementation of DKIM and ARC: dkimpy, which is written in Python. Its DNS is a file. */
public final class Dkimpy {

    private static final Optional<String> PYTHON =
            Stream.of("python3", "/usr/bin/python3").filter(Dkimpy::hasDkimpy).findFirst();
    private static final long SECONDS = 60;

    private final Path folder;

    /** Works in a folder; skips the test if dkimpy is not there. */
    public Dkimpy(Path folder, Map<String, String> zone) throws IOException {
        Peer.require(
                PYTHON.isPresent(),
                "dkimpy is not installed: apt-get install python3-dkim python3-authres, to run this test");
        this.folder = folder;
        try (InputStream script = Dkimpy.class.getResourceAsStream("dkimpy.py")) {
            Files.write(folder.resolve("dkimpy.py"), script.readAllBytes());
        }
        Files.writeString(
                folder.resolve("zone"),
                zone.entrySet().stream()
                        .map(record -> record.getKey() + " " + record.getValue())
                        .collect(Collectors.joining("\n")));
    }

    private static boolean hasDkimpy(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import dkim, authres, nacl")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs from now on with a key, as dkimpy reads it. */
    public Dkimpy withKey(String key) throws IOException {
        Files.writeString(folder.resolve("key"), key);
        return this;
    }

    /** Runs a command of the script on a message, and returns what it prints. */
    public String run(String command, byte[] message, String... arguments) throws Exception {
        Files.write(folder.resolve("message"), message);
        List<String> line = new ArrayList<>(
                List.of(PYTHON.orElseThrow(), folder.resolve("dkimpy.py").toString(), command, folder.toString()));
        line.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(line).redirectError(errors.toFile()).start();
        byte[] output = process.getInputStream().readAllBytes();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(Files.readString(errors));
        }
        return new String(output, StandardCharsets.ISO_8859_1);
    }
}
