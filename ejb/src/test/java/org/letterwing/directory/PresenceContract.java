package org.letterwing.directory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.testing.TestDatabase;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where the listeners of applications are active, on both databases. */
abstract class PresenceContract {

    @TempDir
    Path folder;

    private TestDatabase database;

    /** Opens an empty database, which may keep its files in the folder. */
    abstract TestDatabase open(Path folder);

    @BeforeEach
    void openDatabase() {
        database = open(folder);
    }

    @AfterEach
    void closeDatabase() {
        if (database != null) { // PostgreSQL may not be installed
            database.close();
        }
    }

    @Test
    void eachServerSaysWhatIsActiveOnIt() {
        tell("one", "shop.war#Orders", "desk.war#Desk");
        tell("two", "shop.war#Orders", "shop.war#Orders");
        assertEquals(Map.of("shop.war#Orders", List.of("one", "two"), "desk.war#Desk", List.of("one")), servers());
        tell("one", "desk.war#Desk");
        assertEquals(Map.of("shop.war#Orders", List.of("two"), "desk.war#Desk", List.of("one")), servers());
        tell("two");
        assertEquals(Map.of("desk.war#Desk", List.of("one")), servers());
    }

    @Test
    void aSilentServerIsNotBelievedUntilItSpeaksAgain() {
        tell("one", "shop.war#Orders");
        database.run(em -> em.createNativeQuery(
                        "UPDATE listener_presence SET seen = CURRENT_TIMESTAMP - INTERVAL '90' SECOND")
                .executeUpdate());
        assertEquals(Map.of(), servers());
        tell("one", "shop.war#Orders");
        assertEquals(Map.of("shop.war#Orders", List.of("one")), servers());
    }

    private void tell(String server, String... listeners) {
        database.run(em -> new ListenerPresence(em).tell(server, List.of(listeners)));
    }

    private Map<String, List<String>> servers() {
        return database.call(em -> new ListenerPresence(em).servers());
    }
}
