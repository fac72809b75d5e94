package org.letterwing.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.letterwing.net.NetworkThreads;
import org.letterwing.settings.Setting;
import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;
import org.letterwing.settings.StartTls;
import org.letterwing.spi.MailServer;
import org.letterwing.tls.CertificateFiles;
import org.letterwing.tls.Identity;
import org.letterwing.tls.Keyring;
import org.letterwing.tls.ListenerTls;
import org.letterwing.tls.PemFiles;
import org.letterwing.tls.SelfSigned;
import org.letterwing.tls.TlsServer;

/** The server's end of TLS with the certificates that the settings name; without any, with one that it makes itself. */
final class Certificates {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration HANDSHAKE = Duration.ofSeconds(30);

    private final TlsServer server;
    private volatile Keyring keyring;

    private Certificates(Keyring keyring) {
        this.server = new TlsServer(keyring, HANDSHAKE);
        this.keyring = keyring;
    }

    private void use(Keyring next) {
        server.use(next);
        keyring = next;
    }

    /**
     * Reads the certificates, and from now on looks whether their files change.
     *
     * @param disk reads the files
     * @throws SettingException if a setting or a file can't be used
     */
    static Certificates open(NetworkThreads threads, Executor disk) {
        PemFiles standard = standard();
        CertificateFiles files = new CertificateFiles(standard, Settings.TLS_DIRECTORY.get());
        try {
            Certificates certificates = new Certificates(files.load());
            threads.repeat(INTERVAL, disk, () -> files.refresh().ifPresent(certificates::use));
            return certificates;
        } catch (IOException e) {
            throw new SettingException(
                    e.getMessage() + ": change the file, or " + Settings.TLS_CERTIFICATE.name() + ", "
                            + Settings.TLS_KEY.name() + " or " + Settings.TLS_DIRECTORY.name(),
                    e);
        }
    }

    private static PemFiles standard() {
        Optional<Path> certificate = Settings.TLS_CERTIFICATE.get();
        Optional<Path> key = Settings.TLS_KEY.get();
        if (certificate.isPresent() != key.isPresent()) {
            throw new SettingException(
                    Settings.TLS_CERTIFICATE.name() + " and " + Settings.TLS_KEY.name()
                            + " go together: set both, or neither",
                    null);
        }
        return certificate.isPresent() ? new PemFiles(certificate.get(), key.get()) : selfSigned();
    }

    private static PemFiles selfSigned() {
        Path folder = Settings.DATA_DIR.get().resolve("tls");
        try {
            return SelfSigned.in(folder, Settings.HOSTNAME.get());
        } catch (IOException e) {
            throw new SettingException(
                    "The folder " + folder + " can't be made or written (" + e + "): give " + Settings.DATA_DIR.name()
                            + " a folder that the server's user may write",
                    e);
        }
    }

    /** Returns the certificates that are shown now. */
    List<MailServer.Certificate> shown() {
        return keyring.identities().stream().map(Certificates::view).toList();
    }

    private static MailServer.Certificate view(Identity identity) {
        X509Certificate certificate = identity.chain().get(0);
        return new MailServer.Certificate(
                identity.names().stream().sorted().toList(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getNotAfter().toInstant(),
                certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal()));
    }

    /** Returns what a listener does that begins in plain text. */
    ListenerTls startTls(Setting<StartTls> setting) {
        return switch (setting.get()) {
            case NONE -> ListenerTls.NONE;
            case OPTIONAL -> new ListenerTls(ListenerTls.Use.OPTIONAL, server);
            case REQUIRED -> new ListenerTls(ListenerTls.Use.REQUIRED, server);
        };
    }

    /** Returns what a listener does that has TLS from the start. */
    ListenerTls implicit() {
        return new ListenerTls(ListenerTls.Use.IMPLICIT, server);
    }
}
