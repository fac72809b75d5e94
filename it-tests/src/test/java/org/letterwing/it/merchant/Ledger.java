package org.letterwing.it.merchant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Keeps entries in one of the application's databases. */
@DataSourceDefinition(
        name = "java:app/jdbc/xa",
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:merchant-xa;DB_CLOSE_DELAY=-1",
        user = "merchant")
@DataSourceDefinition(
        name = "java:app/jdbc/local",
        className = "org.letterwing.it.merchant.LocalDataSource",
        properties = "name=merchant-local")
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Ledger {

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void create() {
        for (String kind : new String[] {"xa", "local"}) {
            try (Connection connection = open(kind);
                    PreparedStatement create =
                            connection.prepareStatement("CREATE TABLE IF NOT EXISTS entry (text VARCHAR(100))")) {
                create.execute();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Adds an entry in the caller's transaction. */
    public void add(String kind, String text) throws SQLException {
        try (Connection connection = open(kind);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }

    /** Returns how often an entry is there. */
    public int count(String kind, String text) throws SQLException {
        try (Connection connection = open(kind);
                PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM entry WHERE text = ?")) {
            count.setString(1, text);
            try (ResultSet answer = count.executeQuery()) {
                answer.next();
                return answer.getInt(1);
            }
        }
    }

    private static Connection open(String kind) throws SQLException {
        try {
            return ((DataSource) InitialContext.doLookup("java:app/jdbc/" + kind)).getConnection();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
