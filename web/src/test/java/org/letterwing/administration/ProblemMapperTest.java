package org.letterwing.administration;

import jakarta.ejb.EJBAccessException;
import jakarta.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Reason;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class ProblemMapperTest {

    @ParameterizedTest
    @CsvSource({
        "NO_PAGE, 400, Bad Request",
        "UNKNOWN_BAN, 404, Not Found",
        "DOMAIN_TAKEN, 409, Conflict",
        "MISSING_ACCOUNT, 422, Unprocessable Content",
        "STALE, 412, Precondition Failed"
    })
    void tellsWhatTheDirectoryRefuses(Reason reason, int status, String title) {
        DirectoryException refusal = new DirectoryException(reason, "x");
        JsonObject document = ProblemMapper.problem(refusal).toJson();
        assertEquals("about:blank", document.getString("type"));
        assertEquals(title, document.getString("title"));
        assertEquals(status, document.getInt("status"));
        assertEquals(refusal.getMessage(), document.getString("detail"));
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
