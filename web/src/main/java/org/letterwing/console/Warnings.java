package org.letterwing.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.letterwing.directory.ListenerView;
import org.letterwing.spi.MailServer;
import org.letterwing.status.DatabaseState;
import org.letterwing.status.DiskState;
import org.letterwing.status.Status;

/** What an administrator should look at, in the order of its weight. */
final class Warnings {

    private static final Duration SOON = Duration.ofDays(14);

    private final Times times;
    private final Locale locale;
    private final List<String> texts = new ArrayList<>();

    Warnings(Times times, Locale locale) {
        this.times = times;
        this.locale = locale;
    }

    /** Says what keeps the server from taking mail, or may lose it. */
    Warnings status(Status status) {
        status.obstacles().forEach(obstacle -> texts.add(Texts.text("overview.obstacle", obstacle)));
        status.database().map(DatabaseState::warnings).ifPresent(texts::addAll);
        return this;
    }

    /** Says whether the disk is nearly full. */
    Warnings disk(Optional<DiskState> state) {
        state.filter(DiskState::isNearlyFull)
                .ifPresent(disk -> texts.add(Texts.text(
                        "overview.disk.full",
                        Octets.rounded(disk.free(), locale),
                        Octets.rounded(disk.total(), locale))));
        return this;
    }

    /** Says which certificates clients don't trust, or will not soon. */
    Warnings certificates(List<MailServer.Certificate> certificates, Instant now) {
        for (MailServer.Certificate certificate : certificates) {
            String names = String.join(", ", certificate.names());
            if (certificate.until().isBefore(now)) {
                texts.add(Texts.text("overview.certificate.ended", names, times.day(certificate.until())));
            } else if (certificate.until().isBefore(now.plus(SOON))) {
                texts.add(Texts.text("overview.certificate.ends", names, times.day(certificate.until())));
            } else if (certificate.selfSigned()) {
                texts.add(Texts.text("overview.certificate.selfSigned", names));
            }
        }
        return this;
    }

    /** Says which domains lack records. */
    Warnings dns(List<String> domains) {
        domains.forEach(domain -> texts.add(Texts.text("overview.dns", domain)));
        return this;
    }

    /** Says which listeners of applications are remembered and not here. */
    Warnings away(List<ListenerView> remembered, List<String> active) {
        remembered.stream()
                .map(ListenerView::application)
                .filter(name -> !active.contains(name))
                .forEach(name -> texts.add(Texts.text("overview.away", name)));
        return this;
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
