package org.letterwing.it.methods;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Shows what the beans have written and committed, a line for each call. */
@DataSourceDefinition(
        name = Journal.DATA_SOURCE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:methods;DB_CLOSE_DELAY=-1"
                + ";INIT=CREATE TABLE IF NOT EXISTS journal (id IDENTITY, line VARCHAR(255))")
@WebServlet("/journal")
public class Journal extends HttpServlet {

    static final String DATA_SOURCE = "java:app/jdbc/journal";

    @Resource(lookup = DATA_SOURCE)
    private transient DataSource journal;

    static void write(DataSource journal, String line) {
        try (Connection connection = journal.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO journal (line) VALUES (?)")) {
            insert.setString(1, line);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=UTF-8");
        try (Connection connection = journal.getConnection();
                PreparedStatement select = connection.prepareStatement("SELECT line FROM journal ORDER BY id");
                ResultSet lines = select.executeQuery()) {
            while (lines.next()) {
                response.getWriter().println(lines.getString(1));
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
