package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.letterwing.testing.Peer;

/** An Exim of the test's own: its configuration, queue and log lie in a folder. */
final class EximMta implements Mta {

    /** Where it is unpacked, as Debian's packages of Postfix and Exim exclude each other. */
    private static final Path UNPACKED = Path.of("/var/cache/letterwing/exim/usr/sbin/exim4");

    private final String address;
    private final int port;
    private final Path program;
    private final Path folder;
    private Process daemon;

    private EximMta(String address, int port, Path program, Path folder) {
        this.address = address;
        this.port = port;
        this.program = program;
        this.folder = folder;
    }

    /** Starts one that relays all mail; skips the test where that can't be. */
    static EximMta start(Path parent, NextHop hop) throws IOException {
        return start(parent, hop, Optional.empty());
    }

    /** Starts one that takes mail for others too; skips the test where that can't be. */
    static EximMta start(Path parent, NextHop hop, Inbox inbox) throws IOException {
        return start(parent, hop, Optional.of(inbox));
    }

    private static EximMta start(Path parent, NextHop hop, Optional<Inbox> inbox) throws IOException {
        Optional<Path> program = Stream.of(Path.of("/usr/sbin/exim4"), UNPACKED)
                .filter(Files::isExecutable)
                .findFirst();
        Peer.require(
                program.isPresent() && isUserThere(),
                "Exim is not there: let .ci/run unpack it, or apt-get install exim4-daemon-light, to exchange mail with it");
        Mta.requireRoot();
        EximMta mta = new EximMta(
                inbox.map(Inbox::address).orElse(MailHost.NAME),
                inbox.map(Inbox::port).orElseGet(Ports::next),
                program.get(),
                Mta.folder(parent, "exim"));
        for (String own : List.of("spool", "log")) {
            Commands.run(
                    "chown",
                    "Debian-exim",
                    Files.createDirectory(mta.folder.resolve(own)).toString());
        }
        if (inbox.isPresent()) {
            Path folder = Files.createDirectory(inbox.get().folder());
            Commands.run("chown", "Debian-exim", folder.toString());
        }
        Files.writeString(mta.configuration(), mta.settings(hop, inbox));
        mta.daemon = new ProcessBuilder(mta.command("-bdf", "-q2s"))
                .redirectErrorStream(true)
                .redirectOutput(mta.folder.resolve("console").toFile())
                .start();
        try {
            mta.awaitReady();
        } catch (AssertionError e) {
            mta.close();
            throw new AssertionError(Files.readString(mta.folder.resolve("console")), e);
        }
        return mta;
    }

    private static boolean isUserThere() throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(line -> line.startsWith("Debian-exim:"));
    }

    private List<String> command(String... arguments) {
        return Stream.concat(Stream.of(program.toString(), "-C", configuration().toString()), Stream.of(arguments))
                .toList();
    }

    private Path configuration() {
        return folder.resolve("exim.conf");
    }

    private String settings(NextHop hop, Optional<Inbox> inbox) throws IOException {
        return """
                exim_path = %1$s
                spool_directory = %2$s/spool
                log_file_path = %2$s/log/%%slog
                pid_file_path = %2$s/exim.pid
                primary_hostname = mta.test
                local_interfaces = %11$s
                daemon_smtp_ports = %3$d
                disable_ipv6 = true
                host_lookup =
                rfc1413_hosts =
                keep_environment =
                %12$s
                smtputf8_advertise_hosts = *
                dsn_advertise_hosts = *
                message_size_limit = 60M
                smtp_accept_max_per_connection = 0
                smtp_accept_queue_per_connection = 0
                acl_smtp_rcpt = everybody

                begin acl
                everybody:
                  deny local_parts = ^nobody
                       domains = +inbox
                       message = No such user here
                  accept

                begin routers
                %13$s
                all:
                  driver = manualroute
                  route_list = * 127.0.0.1::%4$d byname
                  self = send
                  transport = letterwing

                begin transports
                inbox:
                  driver = appendfile
                  directory = %14$s
                  maildir_format
                  user = Debian-exim
                  return_path_add
                  envelope_to_add

                letterwing:
                  driver = smtp
                  protocol = %5$s
                  hosts_require_tls = %6$s
                  hosts_avoid_tls = %7$s
                  hosts_require_auth = %8$s
                  hosts_try_dane =

                begin retry
                * * F,1h,2s

                begin authenticators
                plain:
                  driver = plaintext
                  public_name = PLAIN
                  client_send = ^%9$s^%10$s
                """.formatted(
                        program,
                        folder,
                        port,
                        hop.port(),
                        hop.tls() == NextHop.Tls.FROM_THE_START ? "smtps" : "smtp",
                        hop.tls() == NextHop.Tls.STARTTLS ? "*" : "",
                        hop.tls() == NextHop.Tls.NONE ? "*" : "",
                        hop.user() == null ? "" : "*",
                        hop.user(),
                        Mailboxes.PASSWORD,
                        address,
                        inbox.map(EximMta::tls).orElse("tls_advertise_hosts =\ndomainlist inbox ="),
                        inbox.isPresent() ? "inbox:\n  driver = accept\n  domains = +inbox\n  transport = inbox\n" : "",
                        inbox.map(Inbox::folder).orElse(folder));
    }

    private static String tls(Inbox inbox) {
        return "tls_advertise_hosts = *\ntls_certificate = " + inbox.tls().certificate() + "\ntls_privatekey = "
                + inbox.tls().key() + "\ndomainlist inbox = " + String.join(" : ", inbox.domains());
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public boolean isIdle() throws IOException {
        return Commands.run(command("-bpc").toArray(String[]::new)).strip().equals("0");
    }

    @Override
    public String log() throws IOException {
        return Files.readString(folder.resolve("log/mainlog"));
    }

    /** Ends the daemon, and the deliveries that it started. */
    @Override
    public void close() {
        daemon.descendants().forEach(ProcessHandle::destroy);
        daemon.destroyForcibly().onExit().join();
    }
}
