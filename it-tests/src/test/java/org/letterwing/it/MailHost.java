package org.letterwing.it;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A running Letterwing as its clients see it: addresses, and the administrator's password. */
record MailHost(Ports ports, String adminPassword) {

    static final String NAME = "127.0.0.1";
    static final String ADMIN_PASSWORD = "swordfish-at-nine";

    /** The server argument that lets a test log in wrongly as often as it likes. */
    static final String NO_BANS = "-Dletterwing.auth.ban.failures=0";

    private static final Duration READY = Duration.ofSeconds(120);

    /** Opens an SMTP session and reads the greeting. */
    SmtpClient smtp() throws IOException {
        return new SmtpClient(NAME, ports.smtp());
    }

    /** Opens a POP3 session and logs in. */
    Pop3Client pop3(String user, String password) throws IOException {
        Pop3Client client = new Pop3Client(NAME, ports.pop3());
        client.login(user, password);
        return client;
    }

    /** Returns the administration API as the administrator. */
    WebClient api() {
        return new WebClient("http://" + NAME + ":" + ports.http() + "/letterwing", "admin", adminPassword);
    }

    /** Returns a web application beside Letterwing. */
    WebClient application(String contextRoot) {
        return new WebClient("http://" + NAME + ":" + ports.http() + "/" + contextRoot, "nobody", "");
    }

    /**
     * Returns when mail can be taken.
     *
     * @param failure tells why that will never be, as soon as it is known
     */
    void awaitReady(Supplier<Optional<String>> failure) {
        Wait.until("Letterwing is ready", READY, () -> {
            failure.get().ifPresent(reason -> {
                throw new AssertionError("Letterwing did not start: " + reason);
            });
            return api().isReady();
        });
    }
}
