package org.letterwing.status;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import org.letterwing.directory.Administrator;
import org.letterwing.directory.AdministratorPassword;
import org.letterwing.settings.Settings;
import org.letterwing.spi.MailServer;

/**
 * Says once, when the server has started and takes mail, where everything is; and what is missing when that takes
 * long.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Announcement {

    private static final System.Logger LOG = System.getLogger(Announcement.class.getName());
    private static final String NAMELESS_NODE =
            "letterwing.db.xa is on, and this server's transactions bear the name 1, as those of every server by default:"
                    + " if another server uses the same database, name each one, such as -Djboss.tx.node.id=mail1, or they"
                    + " roll back what others have prepared";
    private static final long INTERVAL_MILLIS = 1000;
    private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(30);

    @Resource
    private TimerService timers;

    @Inject
    private Readiness readiness;

    private final long begun = System.nanoTime();
    private List<String> complained = List.of();

    @PostConstruct
    void lookSoon() {
        timers.createSingleActionTimer(INTERVAL_MILLIS, new TimerConfig(null, false));
    }

    @Timeout
    void look() {
        if (!HostServer.isRunning()) {
            lookSoon();
            return;
        }
        Status status = readiness.status();
        if (status.obstacles().isEmpty()) {
            announce(status);
            return;
        }
        lookSoon();
        if (System.nanoTime() - begun > LONG_NANOS && !status.obstacles().equals(complained)) {
            complained = status.obstacles();
            LOG.log(Level.WARNING, "Letterwing takes no mail yet: {0}", String.join("; ", complained));
        }
    }

    private static void announce(Status status) {
        status.database().ifPresent(d -> d.warnings().forEach(w -> LOG.log(Level.WARNING, w)));
        if (Settings.DB_XA.get() && HostServer.isNamelessNode()) {
            LOG.log(Level.WARNING, NAMELESS_NODE);
        }
        LOG.log(
                Level.INFO,
                "Letterwing {0} takes mail: {1}",
                status.version(),
                status.listeners().stream().map(Announcement::text).collect(Collectors.joining(", ")));
        status.database().ifPresent(d -> LOG.log(Level.INFO, "Database: {0} {1}", d.product(), d.version()));
        LOG.log(Level.INFO, "Console: {0}", HostServer.url("/letterwing/"));
        LOG.log(
                Level.INFO,
                "Administrator: user {0}, password in {1}",
                Administrator.NAME,
                AdministratorPassword.place());
    }

    private static String text(MailServer.Listener listener) {
        return listener.name() + " " + listener.address().getHostString() + ":"
                + listener.address().getPort();
    }
}
