package org.letterwing.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.letterwing.tls.PemFiles;

/**
 * Where another mail server takes mail for others, and keeps it: a Maildir for all of them.
 *
 * @param address the address at which it listens
 * @param port its port
 * @param domains whose mail it takes, but for users whose names begin with {@code nobody}
 * @param tls its certificate
 * @param folder the Maildir, which it makes
 */
record Inbox(String address, int port, List<String> domains, PemFiles tls, Path folder) {

    /**
     * A mail that arrived, for one recipient.
     *
     * @param sender its reverse-path
     * @param received the MTA's own trace
     * @param content what was sent to it, with CR LF
     */
    record Arrived(String sender, String recipient, String received, byte[] content) {}

    /** Returns the mails that are there. */
    List<Arrived> mails() throws IOException {
        List<Arrived> mails = new ArrayList<>();
        if (Files.isDirectory(folder.resolve("new"))) {
            try (Stream<Path> files = Files.list(folder.resolve("new"))) {
                for (Path file : files.toList()) {
                    mails.add(read(Files.readAllBytes(file)));
                }
            }
        }
        return mails;
    }

    /** Takes apart what an MTA has stored: fields of the envelope, its own Received, and the mail, with LF. */
    private static Arrived read(byte[] stored) {
        String text = new String(stored, StandardCharsets.ISO_8859_1);
        String sender = "";
        String recipient = "";
        int at = 0;
        while (!text.startsWith("Received: ", at)) {
            String line = new String(stored, at, text.indexOf('\n', at) - at, StandardCharsets.UTF_8);
            String value = line.substring(line.indexOf(':') + 1).strip();
            switch (line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)) {
                case "return-path" -> sender = value.substring(1, value.length() - 1);
                case "delivered-to", "envelope-to" -> recipient = value;
                default -> {}
            }
            at = text.indexOf('\n', at) + 1;
        }
        int end = text.indexOf('\n', at) + 1;
        while (text.charAt(end) == ' ' || text.charAt(end) == '\t') {
            end = text.indexOf('\n', end) + 1;
        }
        byte[] content = text.substring(end).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        return new Arrived(sender, recipient, text.substring(at, end), content);
    }
}
