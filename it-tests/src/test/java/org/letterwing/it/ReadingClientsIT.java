package org.letterwing.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.testing.Peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The programs with which people read their mail: each brings all mails as they are stored, and back what it has. */
@SharedServer
class ReadingClientsIT {

    private static final String DOMAIN = "readers.test";

    private MailHost host;
    private String alice;

    @TempDir
    private Path folder;

    @BeforeEach
    void accountWithMails(MailHost running) throws IOException {
        host = running;
        alice = new Mailboxes(host, DOMAIN, 1).addresses().get(0);
        try (Pop3Client client = host.pop3(alice, Mailboxes.PASSWORD)) {
            for (int number = client.count(); number > 0; number--) {
                client.delete(number);
            }
            client.quit();
        }
        for (String mail : awkwardMails()) {
            try (SmtpClient client = host.smtp()) {
                client.command("EHLO readers.test");
                client.send("sender@example.org", mail.getBytes(StandardCharsets.UTF_8), alice);
            }
        }
    }

    private static List<String> awkwardMails() {
        String header = "From: sender@example.org\r\nTo: u0@readers.test\r\nDate: Mon, 02 Nov 2026 09:15:00 +0100\r\n";
        return List.of(
                header + "Subject: dots\r\nMessage-ID: <1@readers>\r\n\r\n.\r\n..\r\n...\r\nFrom here on\r\n",
                header + "Subject: nothing\r\nMessage-ID: <2@readers>\r\n\r\n",
                header + "Subject: 8 bit\r\nMessage-ID: <3@readers>\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\nGrüße aus Zürich\r\n",
                header + "Subject: long\r\nMessage-ID: <4@readers>\r\n\r\n" + "0123456789".repeat(99) + "\r\n\r\n\r\n",
                header + "Subject: large\r\nMessage-ID: <5@readers>\r\n\r\n" + ("x".repeat(70) + "\r\n").repeat(20_000),
                header + "Subject: nested\r\nMessage-ID: <6@readers>\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: multipart/mixed; boundary=a\r\n\r\nbefore\r\n--a\r\nContent-Type: message/rfc822\r\n\r\n"
                        + "Subject: inner\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\n"
                        + "Content-Type: text/html\r\n\r\n<p>two</p>\r\n--b--\r\n\r\n--a--\r\nafter\r\n");
    }

    /** Returns what is stored, with the line ends that clients keep on disk. */
    private TreeSet<String> stored() throws IOException {
        try (Pop3Client client = host.pop3(alice, Mailboxes.PASSWORD)) {
            TreeSet<String> mails = client.retrieveAll().stream()
                    .map(mail -> new String(mail, StandardCharsets.UTF_8).replace("\r\n", "\n"))
                    .collect(Collectors.toCollection(TreeSet::new));
            client.quit();
            return mails;
        }
    }

    private static TreeSet<String> mailsIn(Path maildir) throws IOException {
        TreeSet<String> mails = new TreeSet<>();
        for (String part : List.of("new", "cur")) {
            try (Stream<Path> files = Files.list(maildir.resolve(part))) {
                for (Path file : files.toList()) {
                    mails.add(asItCame(file));
                }
            }
        }
        return mails;
    }

    /** Reads a mail, without what mbsync and getmail write into its header. */
    private static String asItCame(Path file) throws IOException {
        return Files.readString(file).replaceFirst("(?m)^(X-TUID|X-getmail-retrieved-from-mailbox): .*\n", "");
    }

    private static void assertSame(TreeSet<String> expected, TreeSet<String> got) {
        assertEquals(expected.size(), got.size(), "how many mails");
        List<String> ordered = new ArrayList<>(got);
        int at = 0;
        for (String mail : expected) {
            assertEquals(mail, ordered.get(at++));
        }
    }

    private static void require(String program, String debianPackage) {
        Peer.require(
                Commands.has(program),
                program + " is not installed: apt-get install " + debianPackage + ", to read mail with it");
    }

    private Path settings(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Commands.run("chmod", "600", file.toString());
        return file;
    }

    private String python(String script) throws IOException {
        require("python3", "python3");
        return Commands.run("/usr/bin/python3", settings("client.py", script).toString());
    }

    private Path mbsyncSettings(Path maildir) throws IOException {
        return settings("mbsyncrc-" + maildir.getFileName(), """
                IMAPAccount a
                Host %s
                Port %d
                User %s
                Pass %s
                SSLType None
                AuthMechs *

                IMAPStore far
                Account a

                MaildirStore near
                SubFolders Verbatim
                Path %s/
                Inbox %s/INBOX

                Channel all
                Far :far:
                Near :near:
                Patterns INBOX Sent
                Create Both
                Expunge Both
                Sync All
                SyncState *
                """.formatted(
                        MailHost.NAME, host.ports().imap(), alice, Mailboxes.PASSWORD, maildir, maildir));
    }

    @Test
    void mbsyncBringsMailsAndFlagsBothWays() throws IOException {
        require("mbsync", "isync");
        Path maildir = Files.createDirectory(folder.resolve("mbsync"));
        Path settings = mbsyncSettings(maildir);
        TreeSet<String> stored = stored();
        Commands.run("mbsync", "-c", settings.toString(), "-a");
        assertSame(stored, mailsIn(maildir.resolve("INBOX")));

        Path one = fileWith(maildir.resolve("INBOX"), "Subject: dots");
        Files.move(
                one,
                maildir.resolve("INBOX/cur")
                        .resolve(one.getFileName().toString().replaceAll(":2,.*", "") + ":2,FS"));
        Files.writeString(maildir.resolve("Sent/new/1.mine.host"), "Subject: mine\nMessage-ID: <7@readers>\n\nno end");
        Commands.run("mbsync", "-c", settings.toString(), "-a");
        assertEquals("True True True\n", python("""
                        import imaplib
                        c = imaplib.IMAP4('%s', %d)
                        c.login('%s', '%s')
                        c.select('INBOX')
                        n = c.search(None, 'SUBJECT', 'dots')[1][0]
                        flags = c.fetch(n, 'FLAGS')[1][0]
                        c.select('Sent')
                        n = c.search(None, 'HEADER', 'Message-ID', '<7@readers>')[1][0].split()[-1]
                        print(b'\\\\Seen' in flags, b'\\\\Flagged' in flags, c.fetch(n, 'BODY[TEXT]')[1][0][1] == b'no end')
                        c.logout()
                        """.formatted(
                        MailHost.NAME, host.ports().imap(), alice, Mailboxes.PASSWORD)));
    }

    private static Path fileWith(Path maildir, String text) throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.list(maildir.resolve("new")), Files.list(maildir.resolve("cur")))) {
            return files.filter(file -> contains(file, text)).findFirst().orElseThrow();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void offlineimapBringsMailsBothWays() throws IOException {
        require("offlineimap", "offlineimap3");
        Path maildir = Files.createDirectory(folder.resolve("offlineimap"));
        TreeSet<String> stored = stored();
        offlineimap(maildir);
        assertSame(stored, mailsIn(maildir.resolve("INBOX")));
        Path one = fileWith(maildir.resolve("INBOX"), "Subject: nothing");
        Files.delete(one);
        Files.writeString(
                maildir.resolve("INBOX/new/2.mine.host"), "Subject: offline\nMessage-ID: <8@readers>\n\nfrom afar\n");
        offlineimap(maildir);
        TreeSet<String> now = stored();
        assertEquals(stored.size(), now.size());
        assertTrue(now.stream().anyMatch(mail -> mail.contains("from afar")));
        assertTrue(now.stream().noneMatch(mail -> mail.contains("Subject: nothing")));
    }

    private void offlineimap(Path maildir) throws IOException {
        Path settings = settings("offlineimaprc", """
                [general]
                accounts = a
                metadata = %s/state
                ui = basic
                [Account a]
                localrepository = near
                remoterepository = far
                [Repository near]
                type = Maildir
                localfolders = %s
                [Repository far]
                type = IMAP
                remotehost = %s
                remoteport = %d
                remoteuser = %s
                remotepass = %s
                ssl = no
                starttls = no
                folderfilter = lambda name: name == 'INBOX'
                """.formatted(
                        folder, maildir, MailHost.NAME, host.ports().imap(), alice, Mailboxes.PASSWORD));
        Commands.run("offlineimap", "-o", "-c", settings.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "SimplePOP3Retriever, pop3",
        "SimpleIMAPRetriever, imap",
        "SimplePOP3SSLRetriever, pop3s",
        "SimpleIMAPSSLRetriever, imaps"
    })
    void getmail(String retriever, String listener) throws IOException {
        require("getmail", "getmail6");
        Path mails = Files.createDirectory(folder.resolve("fetched"));
        TreeSet<String> stored = stored();
        settings(
                "getmailrc", """
                [retriever]
                type = %s
                server = %s
                port = %d
                username = %s
                password = %s
                [destination]
                type = MDA_external
                path = /bin/sh
                arguments = ("-c", "cat > $(mktemp %s/XXXXXX)")
                unixfrom = false
                allow_root_commands = true
                [options]
                delivered_to = false
                received = false
                verbose = 0
                """.formatted(retriever, MailHost.NAME, port(listener), alice, Mailboxes.PASSWORD, mails));
        Commands.run("getmail", "--getmaildir=" + folder, "--rcfile=getmailrc");
        assertSame(stored, filesIn(mails));
    }

    private static TreeSet<String> filesIn(Path mails) throws IOException {
        TreeSet<String> contents = new TreeSet<>();
        try (Stream<Path> files = Files.list(mails)) {
            for (Path file : files.toList()) {
                contents.add(asItCame(file));
            }
        }
        return contents;
    }

    private int port(String listener) {
        return switch (listener) {
            case "pop3" -> host.ports().pop3();
            case "pop3s" -> host.ports().pop3s();
            case "imap" -> host.ports().imap();
            case "imaps" -> host.ports().imaps();
            default -> throw new IllegalArgumentException(listener);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3", "imap"})
    void fetchmail(String protocol) throws IOException {
        require("fetchmail", "fetchmail");
        Path mails = Files.createDirectory(folder.resolve("fetched"));
        TreeSet<String> stored = stored();
        Path settings = settings("fetchmailrc", """
                set no syslog
                set invisible
                poll %s protocol %s port %d auth password
                  username "%s" password "%s"
                  keep fetchall no rewrite sslproto ""
                  mda "/bin/sh -c 'cat > $(mktemp %s/XXXXXX)'"
                """.formatted(
                        MailHost.NAME, protocol, port(protocol), alice, Mailboxes.PASSWORD, mails));
        Commands.run("env", "FETCHMAILHOME=" + folder, "fetchmail", "-f", settings.toString(), "--nodetach", "-s");
        assertSame(stored, filesIn(mails));
    }

    @ParameterizedTest
    @CsvSource({"imap, imap", "imap, imaps", "pop3, pop3", "pop3, pop3s"})
    void curl(String protocol, String listener) throws IOException {
        require("curl", "curl");
        TreeSet<String> got = new TreeSet<>();
        String url = listener + "://" + MailHost.NAME + ":" + port(listener) + "/";
        TreeSet<String> stored = stored();
        List<String> uids = protocol.equals("imap")
                ? List.of(curl(url + "INBOX", "-X", "UID SEARCH ALL")
                        .replace("* SEARCH", "")
                        .strip()
                        .split(" "))
                : Stream.iterate(1, n -> n + 1)
                        .limit(stored.size())
                        .map(String::valueOf)
                        .toList();
        for (String uid : uids) {
            got.add(curl(protocol.equals("imap") ? url + "INBOX;UID=" + uid : url + uid)
                    .replace("\r\n", "\n"));
        }
        assertSame(stored, got);
    }

    private String curl(String url, String... more) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("curl", "--silent", "--show-error", "--insecure", "--user", alice + ":" + Mailboxes.PASSWORD));
        command.addAll(List.of(more));
        command.add(url);
        return Commands.run(command.toArray(String[]::new));
    }

    @Test
    void mutt() throws IOException {
        require("mutt", "mutt");
        require("script", "bsdutils");
        Path mbox = folder.resolve("mutt.mbox");
        TreeSet<String> stored = stored();
        Path settings = settings("muttrc", """
                set folder="imap://%s:%d/"
                set imap_user="%s"
                set imap_pass="%s"
                set ssl_starttls=no
                set ssl_force_tls=no
                set spoolfile="imap://%s:%d/INBOX"
                set header_cache=""
                set mbox_type=mmdf
                set confirmcreate=no
                set confirmappend=no
                set quit=yes
                set wait_key=no
                set move=no
                push "<tag-pattern>~A<enter><tag-prefix><copy-message><kill-line>%s<enter><quit>"
                """.formatted(
                        MailHost.NAME,
                        host.ports().imap(),
                        alice,
                        Mailboxes.PASSWORD,
                        MailHost.NAME,
                        host.ports().imap(),
                        mbox));
        Commands.run("env", "TERM=xterm", "HOME=" + folder, "script", "-qec", "mutt -n -F " + settings, "/dev/null");
        String copied = Files.readString(mbox);
        for (String mail : stored) {
            String body = mail.substring(mail.indexOf("\n\n") + 2);
            assertTrue(
                    copied.contains(body),
                    () -> "mutt has not got " + mail.lines().limit(12).toList());
        }
    }

    @Test
    void pythonReadsByBothProtocols() throws IOException {
        assertEquals("the same\n", python("""
                import imaplib, poplib
                p = poplib.POP3('%1$s', %2$d)
                p.user('%4$s'); p.pass_('%5$s')
                count = p.stat()[0]
                by_pop = sorted(b'\\r\\n'.join(p.retr(n + 1)[1]) + b'\\r\\n' for n in range(count))
                tops = [p.top(n + 1, 0) for n in range(count)]
                p.quit()
                c = imaplib.IMAP4('%1$s', %3$d)
                c.login('%4$s', '%5$s')
                c.enable('IMAP4rev2')
                c.select('INBOX')
                by_imap = sorted(x[1] for x in c.fetch('1:*', 'BODY.PEEK[]')[1] if isinstance(x, tuple))
                for x in by_imap:
                    assert c.append('Archive', '(\\\\Seen $Kept)', None, x)[0] == 'OK'
                c.select('Archive')
                again = sorted(x[1] for x in c.fetch('1:*', 'BODY.PEEK[]')[1] if isinstance(x, tuple))[-len(by_imap):]
                c.store('1:*', '+FLAGS', '\\\\Deleted'); c.expunge()
                c.logout()
                print('the same' if by_pop == by_imap == again else 'not the same')
                """.formatted(
                        MailHost.NAME, host.ports().pop3(), host.ports().imap(), alice, Mailboxes.PASSWORD)));
    }

    @Test
    void textsAreFoundInAllMails() throws IOException {
        try (ImapClient client = new ImapClient(MailHost.NAME, host.ports().imap()).login(alice, Mailboxes.PASSWORD)) {
            client.ok("SELECT INBOX");
            assertEquals(List.of("* SEARCH 3"), client.ok("SEARCH CHARSET UTF-8 BODY {7+}\r\nZ\u00c3\u00bcrich"));
            assertEquals(List.of("* SEARCH 6"), client.ok("SEARCH TEXT \"P>TWO\""));
            assertEquals(List.of("* SEARCH 1 2 3 4 5 6"), client.ok("SEARCH TEXT \"sender@example\""));
            assertEquals(List.of("* SEARCH"), client.ok("SEARCH BODY \"nowhere to be found\""));
            assertEquals(List.of("* SORT 3 1 5 4 6 2"), client.ok("SORT (SUBJECT) UTF-8 ALL"));
        }
    }

    @Test
    void twoClientsShareAMailbox() throws IOException {
        require("mbsync", "isync");
        require("offlineimap", "offlineimap3");
        Path one = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        Path settings = mbsyncSettings(one);
        for (int round = 0; round < 3; round++) {
            CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> {
                try {
                    offlineimap(other);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Commands.run("mbsync", "-c", settings.toString(), "-a");
            beside.join();
            Files.writeString(one.resolve("INBOX/new/" + round + ".one.host"), mine("one", round));
            Files.writeString(other.resolve("INBOX/new/" + round + ".other.host"), mine("other", round));
        }
        for (int round = 0; round < 2; round++) { // each brings its own, then fetches the other's
            Commands.run("mbsync", "-c", settings.toString(), "-a");
            offlineimap(other);
        }
        Commands.run("mbsync", "-c", settings.toString(), "-a");
        TreeSet<String> stored = stored();
        assertEquals(awkwardMails().size() + 6, stored.size());
        assertEquals(subjects(stored), subjects(mailsIn(one.resolve("INBOX"))));
        assertEquals(subjects(stored), subjects(mailsIn(other.resolve("INBOX"))));
    }

    private static String mine(String who, int round) {
        return "Subject: " + who + " " + round + "\nMessage-ID: <" + who + "." + round + "@readers>\n\nmine\n";
    }

    /** Clients add a field to what they bring, to find it again. */
    private static TreeSet<String> subjects(TreeSet<String> mails) {
        return mails.stream()
                .map(mail -> mail.replaceFirst("(?s).*?(?:^|\n)Subject: ([^\n]*)\n.*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
