package org.letterwing.directory;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Where the listeners of applications are active, on both databases. */
abstract class PresenceContract extends DatabaseContract {

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
