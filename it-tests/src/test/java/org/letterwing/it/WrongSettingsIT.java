package org.letterwing.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A wrong setting stops the start with one line that says what to change. */
class WrongSettingsIT {

    @ParameterizedTest
    @CsvSource({
        "letterwing.auth.plaintext=sometimes, letterwing.auth.plaintext is 'sometimes'",
        "letterwing.db.url=jdbc:oracle:thin, letterwing.db.url is 'jdbc:oracle:thin'",
        "letterwing.access.deny=192.0.2.0/33, '192.0.2.0/33' is none",
        "letterwing.keys.file=/nowhere/secret, The secret of the signing keys can't be read from /nowhere/secret",
        "letterwing.db.xa=yes, letterwing.db.xa is 'yes'",
        "letterwing.db.xa=true, must be false with the embedded database"
    })
    void aValueThatCannotBe(String property, String line) throws Exception {
        assertStopsWith(line, Ports.free(), Map.of(), List.of("-D" + property));
    }

    @Test
    void aVariableOfTheEnvironmentThatCannotBe() throws Exception {
        assertStopsWith(
                "letterwing.message.max-size is '1 GB'",
                Ports.free(),
                Map.of("LETTERWING_MESSAGE_MAX_SIZE", "1 GB"),
                List.of());
    }

    @Test
    void aPortInUse() throws Exception {
        Ports ports = Ports.free();
        try (ServerSocket other = new ServerSocket(ports.smtp(), 1, InetAddress.getLoopbackAddress())) {
            assertStopsWith("letterwing.smtp.port", ports, Map.of(), List.of());
        }
    }

    @Test
    void aFolderThatCannotBeWritten() throws Exception {
        ServerFolder folder = ServerFolder.provisioned("wrong-folder");
        Files.writeString(folder.base().resolve("file"), "not a folder");
        assertStopsWith(
                "letterwing.data.dir",
                Ports.free(),
                Map.of(),
                List.of("-Dletterwing.data.dir=" + folder.base().resolve("file").resolve("data")));
    }

    @Test
    void aWrongPasswordOfTheDatabase() throws Exception {
        List<String> arguments =
                new ArrayList<>(Database.on(PostgresServer.shared()).arguments());
        arguments.add("-Dletterwing.db.password=guessed");
        assertStopsWith("letterwing.db.password", Ports.free(), Map.of(), arguments);
    }

    @Test
    void aDatabaseThatKeepsNoPreparedTransactions() throws Exception {
        List<String> arguments =
                new ArrayList<>(Database.on(PostgresServer.shared()).arguments());
        arguments.add("-Dletterwing.db.xa=true");
        assertStopsWith("set max_prepared_transactions", Ports.free(), Map.of(), arguments);
    }

    private static void assertStopsWith(
            String expected, Ports ports, Map<String, String> environment, List<String> properties)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(ports.arguments());
        all.addAll(properties);
        try (RunCommand run = new RunCommand(ServerFolder.provisioned("wrong"), environment, all)) {
            assertNotEquals(0, run.awaitExit());
            List<String> reasons = run.output()
                    .lines()
                    .filter(line -> line.contains("Exception in thread \"main\" java.lang.IllegalStateException: "))
                    .toList();
            assertEquals(1, reasons.size(), "lines that say why");
            assertTrue(reasons.get(0).contains(expected), reasons::toString);
        }
    }
}
