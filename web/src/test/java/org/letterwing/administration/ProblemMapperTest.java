package org.letterwing.administration;

import jakarta.ejb.EJBAccessException;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.directory.DirectoryException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class ProblemMapperTest {

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, 400, Bad Request",
        "NOT_FOUND, 404, Not Found",
        "CONFLICT, 409, Conflict",
        "UNPROCESSABLE, 422, Unprocessable Content",
        "STALE, 412, Precondition Failed"
    })
    void tellsWhatTheDirectoryRefuses(DirectoryException.Kind kind, int status, String title) {
        JsonObject document =
                ProblemMapper.problem(new DirectoryException(kind, "It is so.")).toJson();
        assertEquals("about:blank", document.getString("type"));
        assertEquals(title, document.getString("title"));
        assertEquals(status, document.getInt("status"));
        assertEquals("It is so.", document.getString("detail"));
    }

    @Test
    void aFaultTellsNothingOfItself() {
        Problem problem = ProblemMapper.problem(new IllegalStateException("secret"));
        assertEquals(500, problem.status());
        assertFalse(problem.toJson().toString().contains("secret"));
    }

    @Test
    void whoIsNoAdministratorIsForbidden() {
        assertEquals(403, ProblemMapper.problem(new EJBAccessException("x")).status());
    }
}
