package org.letterwing.it;

import java.io.IOException;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code letterwing.auth.plaintext=never}: no password over http, from this machine neither. */
class ClearTextPasswordIT {

    @Test
    void httpTakesNoPassword() throws IOException {
        try (ServerProcess server = ServerProcess.in(
                        ServerFolder.provisioned("cleartext"), Database.embedded(), "-Dletterwing.auth.plaintext=never")
                .start()) {
            Http administrator = Http.administrator(server.host());
            HttpResponse<String> response = administrator.get("/api/v1/domains");
            assertTrue(AdministrationApiIT.problem(403, response).contains("letterwing.auth.plaintext"));
            assertTrue(response.headers().firstValue("WWW-Authenticate").isEmpty(), "It invites a password");
            AdministrationApiIT.problem(403, Http.anonymous(server.host()).get("/api/v1/domains"));
            assertEquals(200, administrator.get("/api/v1/health/ready").statusCode());
        }
    }
}
