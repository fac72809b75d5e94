package org.letterwing.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.letterwing.database.TestDatabases;

/**
 * The mail system's persistence unit on a real database without a container: same entities, same migrations, same
 * forced commits, connections pooled.
 */
public final class TestDatabase implements AutoCloseable {

    private final HikariDataSource pool;
    private final EntityManagerFactory factory;

    private TestDatabase(DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        pool = new HikariDataSource(config);
        factory = Persistence.createEntityManagerFactory(
                "letterwing",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource",
                        pool));
    }

    /** Opens the embedded database in the given folder. */
    public static TestDatabase h2(Path folder) {
        return new TestDatabase(TestDatabases.embedded(folder, SchemaTemplates.embedded()));
    }

    /** Makes an empty database on the shared PostgreSQL server; skips the test if PostgreSQL is not installed. */
    public static TestDatabase postgres() {
        String url = PostgresServer.shared().createDatabase(SchemaTemplates.postgres());
        return new TestDatabase(TestDatabases.asItIs(url, PostgresServer.USER, PostgresServer.PASSWORD));
    }

    /** Opens a database of a {@link PostgresServer} by its URL: another server on the same database. */
    public static TestDatabase postgres(String url) {
        return new TestDatabase(TestDatabases.postgres(url, PostgresServer.USER, PostgresServer.PASSWORD));
    }

    /** Returns the database's URL, without user and password. */
    public String url() {
        try (Connection connection = pool.getConnection()) {
            return connection.getMetaData().getURL();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the entity managers' factory; transactions are resource-local. */
    public EntityManagerFactory factory() {
        return factory;
    }

    /** Returns the pooled data source. */
    public DataSource dataSource() {
        return pool;
    }

    /** Does work in a transaction with an entity manager of its own; an exception rolls back. */
    public <T> T call(Function<EntityManager, T> work) {
        try (EntityManager em = factory.createEntityManager()) {
            em.getTransaction().begin();
            try {
                T result = work.apply(em);
                em.getTransaction().commit();
                return result;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        }
    }

    /** As {@link #call}, without a result. */
    public void run(Consumer<EntityManager> work) {
        call(em -> {
            work.accept(em);
            return null;
        });
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }
}
