package org.letterwing.it.bank;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Keeps entries. */
@DataSourceDefinition(
        name = Ledger.DATA_SOURCE,
        className = "org.letterwing.it.bank.DeadlyDataSource",
        user = "letterwing",
        password = "of no secret",
        properties = "urlProperty=bank.database")
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Ledger {

    static final String DATA_SOURCE = "java:app/jdbc/ledger";

    @Resource(lookup = DATA_SOURCE)
    private DataSource database;

    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void create() {
        try (Connection connection = database.getConnection();
                PreparedStatement create =
                        connection.prepareStatement("CREATE TABLE IF NOT EXISTS entry (text VARCHAR(100))")) {
            create.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds an entry in the caller's transaction. */
    public void add(String text) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO entry VALUES (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }

    /** Returns how often an entry is there. */
    public int count(String text) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM entry WHERE text = ?")) {
            count.setString(1, text);
            try (ResultSet answer = count.executeQuery()) {
                answer.next();
                return answer.getInt(1);
            }
        }
    }
}
