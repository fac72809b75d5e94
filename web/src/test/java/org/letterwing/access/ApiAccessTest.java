package org.letterwing.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.security.enterprise.credential.UsernamePasswordCredential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ApiAccessTest {

    @Test
    void readsUserAndPassword() {
        String header =
                "basic " + Base64.getEncoder().encodeToString("jörg@example.com:a:ß".getBytes(StandardCharsets.UTF_8));
        UsernamePasswordCredential credential = ApiAccess.credential(header).orElseThrow();
        assertEquals("jörg@example.com", credential.getCaller());
        assertEquals("a:ß", credential.getPasswordAsString());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Basic YWRtaW4=", "Bearer YTpi"})
    void takesNothingElse(String header) {
        assertTrue(ApiAccess.credential(header).isEmpty());
    }

    @Test
    void readsATokenWhateverItIs() {
        assertEquals("lwt_x", ApiAccess.token("bearer  lwt_x ").orElseThrow().secret());
        assertEquals("", ApiAccess.token("Bearer ").orElseThrow().secret());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Basic YTpi", "lwt_x"})
    void takesNoTokenFromOtherHeaders(String header) {
        assertTrue(ApiAccess.token(header).isEmpty());
    }
}
