package org.letterwing.it.outcomes;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Tells a test how often the work for a recipient has been committed, or all recipients of which it has, and lets waiting
 * beans go on.
 */
@DataSourceDefinition(
        name = Journal.DATA_SOURCE,
        className = "org.h2.jdbcx.JdbcDataSource",
        url = "jdbc:h2:mem:outcomes;DB_CLOSE_DELAY=-1"
                + ";INIT=CREATE TABLE IF NOT EXISTS journal (recipient VARCHAR(255))")
@WebServlet({"/journal", "/release"})
public class Journal extends HttpServlet {

    static final String DATA_SOURCE = "java:app/jdbc/journal";

    @Resource(lookup = DATA_SOURCE)
    private transient DataSource journal;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain");
        String recipient = request.getParameter("recipient");
        response.getWriter().print(recipient == null ? all() : count(recipient));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        Behaviour.release();
    }

    private String all() throws ServletException {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = journal.getConnection();
                Statement select = connection.createStatement();
                ResultSet result = select.executeQuery("SELECT recipient FROM journal")) {
            while (result.next()) {
                lines.append(result.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
        return lines.toString();
    }

    private int count(String recipient) throws ServletException {
        try (Connection connection = journal.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT COUNT(*) FROM journal WHERE recipient = ?")) {
            select.setString(1, recipient);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
