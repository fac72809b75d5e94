package org.letterwing.it;

import java.io.IOException;
import java.time.Duration;

/** A running Letterwing as its clients see it: addresses, and the administrator's password. */
record MailHost(Ports ports, String adminPassword) {

    static final String NAME = "127.0.0.1";
    static final String ADMIN_PASSWORD = "swordfish-at-nine";

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
    Api api() {
        return new Api("http://" + NAME + ":" + ports.http() + "/letterwing", "admin", adminPassword);
    }

    /** Returns when mail can be taken. */
    void awaitReady() {
        Wait.until("Letterwing is ready", READY, () -> api().isReady());
    }
}
