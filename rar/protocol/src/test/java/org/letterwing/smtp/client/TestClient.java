package org.letterwing.smtp.client;

import java.io.ByteArrayInputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.letterwing.net.Dialer;
import org.letterwing.net.NetworkThreads;
import org.letterwing.smtp.MailOptions;
import org.letterwing.smtp.RecipientOptions;
import org.letterwing.tls.ClientTls;
import org.letterwing.tls.Identity;

/** Makes clients and mails for tests. */
public final class TestClient {

    public static final NetworkThreads THREADS = new NetworkThreads(2);

    public static final String CONTENT = "Subject: test\r\n\r\nbody\r\n";

    private TestClient() {}

    public static SmtpClient patient() {
        return client(Duration.ofSeconds(20), Optional.empty());
    }

    /** A client that waits for half a second for anything. */
    static SmtpClient hasty() {
        return client(Duration.ofMillis(500), Optional.empty());
    }

    public static SmtpClient client(Duration patience, Optional<Identity> identity, X509Certificate... trusted) {
        return new SmtpClient(
                new Dialer(THREADS, Optional.empty()),
                new ClientTls(identity, Arrays.asList(trusted)),
                "client.example",
                address -> true,
                new Timeouts(patience, patience, patience, patience, patience, patience, patience, patience));
    }

    static NextHop hop(InetSocketAddress address) {
        return hop(address, NextHop.Tls.NONE);
    }

    static NextHop hop(InetSocketAddress address, NextHop.Tls tls) {
        return new NextHop(address, "mx.example.org", tls, Optional.empty());
    }

    public static ClientMail mailTo(String... recipients) {
        return mail(CONTENT, recipients);
    }

    public static ClientMail mail(String content, String... recipients) {
        return mail(content, MailOptions.NONE, recipients);
    }

    static ClientMail mail(String content, MailOptions options, String... recipients) {
        byte[] octets = content.getBytes(StandardCharsets.UTF_8);
        return new ClientMail(
                "alice@example.com",
                options,
                Stream.of(recipients)
                        .map(address -> new ClientMail.Recipient(address, RecipientOptions.NONE))
                        .toList(),
                octets.length != content.length(),
                () -> new ByteArrayInputStream(octets));
    }

    public static List<Outcome.Result> results(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::result).toList();
    }
}
