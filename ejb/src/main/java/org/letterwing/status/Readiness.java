package org.letterwing.status;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

import org.letterwing.database.SchemaBean;
import org.letterwing.spi.DeliveryListeners;
import org.letterwing.spi.MailServer;

/**
 * Looks whether mail can be taken: every listener is bound, the mail system has joined the adapter, and the database
 * answers. It asks at most once a second and one at a time, however many clients want to know. Thread-safe.
 */
@ApplicationScoped
public class Readiness {

    private static final System.Logger LOG = System.getLogger(Readiness.class.getName());
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_SECONDS = 3;
    private static final String VERSION =
            Objects.requireNonNullElse(Readiness.class.getPackage().getImplementationVersion(), "unknown");

    @Resource(lookup = SchemaBean.DATA_SOURCE)
    private DataSource database;

    private final Lock asking = new ReentrantLock();
    private volatile Status status;
    private volatile long asked;

    /** Returns why mail can't be taken, one phrase each; none if it can. */
    public List<String> obstacles() {
        return status().obstacles();
    }

    /** Returns the state, at most a second old. */
    Status status() {
        if (isFresh()) {
            return status;
        }
        if (!isMyTurn()) {
            return new Status(
                    VERSION,
                    List.of("The database keeps its clients waiting"),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty());
        }
        try {
            if (!isFresh()) {
                status = ask();
                asked = System.nanoTime();
            }
            return status;
        } finally {
            asking.unlock();
        }
    }

    private boolean isFresh() {
        return status != null && System.nanoTime() - asked < FRESH_NANOS;
    }

    private boolean isMyTurn() {
        try {
            return asking.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Status ask() {
        List<String> obstacles = new ArrayList<>();
        Optional<MailServer> server = Adapter.mailServer();
        server.ifPresentOrElse(
                s -> obstacles.addAll(s.obstacles()), () -> obstacles.add("The resource adapter is not started"));
        Optional<DatabaseState> answer = database();
        if (answer.isEmpty()) {
            obstacles.add("The database does not answer");
        }
        return new Status(
                VERSION,
                obstacles,
                server.map(MailServer::listeners).orElse(List.of()),
                server.map(MailServer::certificates).orElse(List.of()),
                server.map(Readiness::applications).orElse(List.of()),
                answer);
    }

    private static List<String> applications(MailServer server) {
        return Stream.concat(
                        server.applications().stream().map(MailServer.Application::name),
                        server.deliveryListeners().active().stream().map(DeliveryListeners.Active::name))
                .toList();
    }

    private Optional<DatabaseState> database() {
        try (Connection connection = database.getConnection()) {
            return Optional.of(DatabaseState.of(connection));
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The database does not answer", e);
            return Optional.empty();
        }
    }
}
