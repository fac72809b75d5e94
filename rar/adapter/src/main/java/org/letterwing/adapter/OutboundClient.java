package org.letterwing.adapter;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

import org.letterwing.net.Dialer;
import org.letterwing.net.NetworkThreads;
import org.letterwing.settings.OutboundSettings;
import org.letterwing.settings.PlaintextAuth;
import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;
import org.letterwing.smtp.client.SmtpClient;
import org.letterwing.smtp.client.Timeouts;
import org.letterwing.tls.ClientTls;
import org.letterwing.tls.Identity;

/** Makes the SMTP client as the settings want it. */
final class OutboundClient {

    private OutboundClient() {}

    /**
     * Makes the client.
     *
     * @throws SettingException if a setting or a file can't be used
     */
    static SmtpClient open(NetworkThreads threads) {
        PlaintextAuth plaintext = Settings.AUTH_PLAINTEXT.get();
        return new SmtpClient(
                new Dialer(threads, OutboundSettings.BIND_ADDRESS.get()),
                new ClientTls(identity(), trusted()),
                Settings.HOSTNAME.get(),
                plaintext::allows,
                Timeouts.standard(OutboundSettings.CONNECT_TIMEOUT.get()));
    }

    private static Optional<Identity> identity() {
        Optional<Path> certificate = OutboundSettings.TLS_CERTIFICATE.get();
        Optional<Path> key = OutboundSettings.TLS_KEY.get();
        if (certificate.isPresent() != key.isPresent()) {
            throw new SettingException(
                    OutboundSettings.TLS_CERTIFICATE.name() + " and " + OutboundSettings.TLS_KEY.name()
                            + " go together: set both, or neither",
                    null);
        }
        try {
            return certificate.isPresent()
                    ? Optional.of(Identity.read(certificate.get(), key.get()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new SettingException(
                    e.getMessage() + ": change the file, or " + OutboundSettings.TLS_CERTIFICATE.name() + " or "
                            + OutboundSettings.TLS_KEY.name(),
                    e);
        }
    }

    private static List<X509Certificate> trusted() {
        Optional<Path> file = OutboundSettings.TLS_TRUST.get();
        try {
            return file.isPresent() ? Identity.certificates(file.get()) : List.of();
        } catch (IOException e) {
            throw new SettingException(
                    e.getMessage() + ": change the file, or " + OutboundSettings.TLS_TRUST.name(), e);
        }
    }
}
