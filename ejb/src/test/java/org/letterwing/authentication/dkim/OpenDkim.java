package org.letterwing.authentication.dkim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.letterwing.testing.Peer;

/** Another implementation of DKIM: OpenDKIM, which many hosts run beside Postfix. Its DNS is a file. */
public final class OpenDkim {

    private static final Path PROGRAM = Path.of("/usr/sbin/opendkim");
    private static final long SECONDS = 60;
    private static final Pattern FIELD = Pattern.compile("hname='(DKIM-Signature)' hvalue='([^']*)'");

    private final Path folder;

    /** Works in a folder; skips the test if OpenDKIM is not there. */
    public OpenDkim(Path folder, Map<String, String> zone) throws IOException {
        Peer.require(
                Files.isExecutable(PROGRAM), "OpenDKIM is not installed: apt-get install opendkim, to run this test");
        this.folder = folder;
        Files.writeString(
                folder.resolve("zone"),
                zone.entrySet().stream()
                        .map(record -> record.getKey() + " " + record.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** Returns what it says of the signature of a message. */
    public String verify(byte[] message) throws IOException {
        return run(message, "-v", "Mode v", "TestDNSData file:" + folder.resolve("zone"));
    }

    /** Returns the field with which it signs a message as {@link TestKeys#DOMAIN}. */
    String sign(byte[] message, String key, String selector, String algorithm, String canonicalization)
            throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key);
        String said = run(
                message,
                "-vv",
                "Mode s",
                "Domain " + TestKeys.DOMAIN,
                "Selector " + selector,
                "KeyFile " + file,
                "RequireSafeKeys no",
                "SignatureAlgorithm " + algorithm,
                "Canonicalization " + canonicalization,
                "InternalHosts 0.0.0.0/0");
        Matcher field = FIELD.matcher(said);
        if (!field.find()) {
            throw new AssertionError(said);
        }
        return field.group(1) + ": " + field.group(2).replaceAll("\r?\n", "\r\n") + "\r\n";
    }

    private String run(byte[] message, String talk, String... settings) throws IOException {
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.add("Syslog no");
        lines.add("Socket inet:0@127.0.0.1"); // which is not opened for a test
        Path configuration = Files.write(folder.resolve("configuration"), lines);
        Path file = Files.write(folder.resolve("message"), message);
        Process process = new ProcessBuilder(
                        PROGRAM.toString(), "-x", configuration.toString(), "-t", file.toString(), talk)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return said;
    }
}
