package org.letterwing.smtp.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** However a peer's replies are cut into packets, and however many come at once, the outcome is the same. */
class AnySplitTest {

    private static final String REPLIES =
            "250 2.1.0 OK\r\n250-2.1.5 Yes\r\n250 2.1.5 indeed\r\n550-5.1.1 No\r\n550 5.1.1 such"
                    + " mailbox\r\n452 4.2.2 Full\r\n354 Go on\r\n";

    @Property(tries = 40)
    void theOutcomeIsTheSame(@ForAll @Size(max = 12) List<@IntRange(min = 1, max = 140) Integer> cuts)
            throws Exception {
        try (var peer = new ScriptedPeer(client -> {
            client.greet("PIPELINING");
            for (String command : List.of("MAIL", "RCPT", "RCPT", "RCPT", "DATA")) {
                client.expect(command);
            }
            say(client, cuts);
            client.content();
            client.raw("250 2");
            client.raw(".6.0 Taken");
            client.raw("\r");
            client.raw("\n");
            client.exchange("QUIT", "221 Bye");
        })) {
            ClientSession session = TestClient.patient().connect(TestClient.hop(peer.address()));
            List<Outcome> outcomes =
                    session.send(TestClient.mailTo("bob@example.org", "nobody@example.org", "full@example.org"));
            assertEquals(
                    List.of("250 2.6.0 Taken", "550 5.1.1 No 5.1.1 such mailbox", "452 4.2.2 Full"),
                    outcomes.stream().map(Outcome::text).toList());
            session.quit();
            peer.finish();
        }
    }

    private static void say(ScriptedPeer.Client client, List<Integer> cuts) throws IOException {
        byte[] replies = REPLIES.getBytes(StandardCharsets.US_ASCII);
        int from = 0;
        for (int end : cuts.stream().sorted().distinct().toList()) {
            int to = Math.min(end, replies.length);
            client.raw(Arrays.copyOfRange(replies, from, to));
            from = to;
        }
        client.raw(Arrays.copyOfRange(replies, from, replies.length));
    }
}
