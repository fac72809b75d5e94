package org.letterwing.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.letterwing.testing.Peer;

/** A Postfix of the test's own: its configuration, queue and log lie in a folder. */
final class PostfixMta implements Mta {

    private final String address;
    private final int port;
    private final Path configuration;
    private final Path log;

    private PostfixMta(String address, int port, Path folder) {
        this.address = address;
        this.port = port;
        configuration = folder.resolve("etc");
        log = folder.resolve("maillog");
    }

    /** Starts one that relays all mail; skips the test where that can't be. */
    static PostfixMta start(Path parent, NextHop hop) throws IOException {
        return start(parent, hop, Optional.empty());
    }

    /** Starts one that takes mail for others too; skips the test where that can't be. */
    static PostfixMta start(Path parent, NextHop hop, Inbox inbox) throws IOException {
        return start(parent, hop, Optional.of(inbox));
    }

    private static PostfixMta start(Path parent, NextHop hop, Optional<Inbox> inbox) throws IOException {
        Peer.require(
                Files.isExecutable(Path.of("/usr/sbin/postfix")),
                "Postfix is not installed: apt-get install postfix libsasl2-modules, to exchange mail with it");
        Peer.require(
                hop.user() == null || hasSasl(),
                "Postfix can't log in: apt-get install libsasl2-modules, to receive mail from users through it");
        Mta.requireRoot();
        Path folder = Mta.folder(parent, "postfix");
        Path configuration = Files.createDirectory(folder.resolve("etc"));
        PostfixMta mta = new PostfixMta(
                inbox.map(Inbox::address).orElse(MailHost.NAME),
                inbox.map(Inbox::port).orElseGet(Ports::next),
                folder);
        Path data = Files.createDirectory(folder.resolve("data"));
        Commands.run("chown", "postfix", data.toString());
        Files.createDirectory(folder.resolve("queue"));
        Files.writeString(
                configuration.resolve("main.cf"),
                mta.main(folder, hop) + (inbox.isPresent() ? mta.inbox(folder, inbox.get()) : ""));
        Files.writeString(configuration.resolve("master.cf"), mta.master());
        Files.writeString(
                configuration.resolve("password"),
                "[127.0.0.1]:" + hop.port() + " " + hop.user() + ":" + Mailboxes.PASSWORD + "\n");
        Commands.run("bash", "-c", "postfix -c " + configuration + " start >" + folder.resolve("start") + " 2>&1");
        try {
            mta.awaitReady();
        } catch (AssertionError e) {
            mta.close();
            throw e;
        }
        return mta;
    }

    private static boolean hasSasl() throws IOException {
        return Commands.run("bash", "-c", "ls /usr/lib/*/sasl2/libplain.so /usr/lib/sasl2/libplain.so 2>&1 || true")
                .lines()
                .anyMatch(line -> line.endsWith("libplain.so"));
    }

    private String main(Path folder, NextHop hop) {
        boolean tls = hop.tls() != NextHop.Tls.NONE;
        boolean wrapped = hop.tls() == NextHop.Tls.FROM_THE_START;
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/maillog
                maillog_file_prefixes = %1$s
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                multi_instance_enable = no
                myhostname = mta.test
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                local_recipient_maps =
                local_header_rewrite_clients =
                message_size_limit = 60000000
                mailbox_size_limit = 0
                disable_dns_lookups = yes
                smtp_host_lookup = native
                smtpd_peername_lookup = no
                relayhost = [127.0.0.1]:%2$d
                default_transport = smtp:[127.0.0.1]:%2$d
                smtp_tls_security_level = %3$s
                smtp_tls_wrappermode = %4$s
                smtp_sasl_auth_enable = %5$s
                smtp_sasl_password_maps = texthash:%1$s/etc/password
                smtp_sasl_security_options = noanonymous
                smtp_sasl_tls_security_options = noanonymous
                """.formatted(
                        folder,
                        hop.port(),
                        tls ? "encrypt" : "none",
                        wrapped ? "yes" : "no",
                        hop.user() != null ? "yes" : "no");
    }

    private String inbox(Path folder, Inbox inbox) throws IOException {
        Commands.run("chown", "nobody", Files.createDirectory(inbox.folder()).toString());
        return """
                smtpd_relay_restrictions = reject_unauth_destination
                virtual_mailbox_domains = %1$s
                virtual_mailbox_base = %2$s
                virtual_mailbox_maps = regexp:{{!/^nobody/ ./}}
                virtual_mailbox_limit = 0
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                smtputf8_enable = yes
                smtpd_tls_security_level = may
                smtpd_tls_cert_file = %3$s
                smtpd_tls_key_file = %4$s
                smtpd_tls_received_header = yes
                smtpd_timeout = 8s
                """.formatted(
                        String.join(" ", inbox.domains()),
                        inbox.folder(),
                        inbox.tls().certificate(),
                        inbox.tls().key());
    }

    private String master() {
        return """
                %s:%d inet n - n - - smtpd
                postlog unix-dgram n - n - 1 postlogd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                showq unix n - n - - showq
                smtp unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                virtual unix - n n - - virtual
                """.formatted(address, port);
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
        return Commands.run("postqueue", "-c", configuration.toString(), "-p").contains("Mail queue is empty");
    }

    @Override
    public String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws IOException {
        Commands.run("bash", "-c", "postfix -c " + configuration + " stop >/dev/null 2>&1");
    }
}
