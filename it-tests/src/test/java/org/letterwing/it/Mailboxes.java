package org.letterwing.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The mailboxes of a test, and whether in them is what was sent. */
final class Mailboxes {

    static final String PASSWORD = "wonderland";

    private final MailHost host;
    private final List<String> addresses = new ArrayList<>();

    /** Makes accounts {@code u0}, {@code u1}, … of a domain. */
    Mailboxes(MailHost host, String domain, int count) throws IOException {
        this.host = host;
        host.api().domain(domain);
        for (int i = 0; i < count; i++) {
            host.api().account("u" + i, domain, PASSWORD);
            addresses.add("u" + i + "@" + domain);
        }
    }

    List<String> addresses() {
        return addresses;
    }

    /**
     * Reads and empties all mailboxes, and compares with what was sent: a mail that was acknowledged is there exactly
     * once in each recipient's mailbox; one that was not is there for all its recipients or for none, and not twice;
     * each is as it was sent, and nothing else is there.
     */
    void assertHold(Collection<Load.Sent> sent) throws IOException {
        Map<String, Integer> found = new HashMap<>();
        for (String address : addresses) {
            for (byte[] stored : takeAll(address)) {
                byte[] content = StoredMail.of(stored).content();
                long number = NumberedMail.numberOf(content);
                assertArrayEquals(NumberedMail.content(number), content, () -> "mail " + number);
                found.merge(key(number, address), 1, Integer::sum);
            }
        }
        for (Load.Sent mail : sent) {
            List<Integer> counts = mail.recipients().stream()
                    .map(recipient -> found.getOrDefault(key(mail.number(), recipient), 0))
                    .distinct()
                    .toList();
            mail.recipients().forEach(recipient -> found.remove(key(mail.number(), recipient)));
            if (mail.isAcknowledged()) {
                assertEquals(List.of(1), counts, () -> "how often is " + mail + " there");
            } else {
                assertTrue(counts.equals(List.of(0)) || counts.equals(List.of(1)), () -> mail + " is there " + counts);
            }
        }
        assertEquals(Map.of(), found, "mails that were never sent");
    }

    /** Reads all mails of an account, and deletes them. */
    List<byte[]> takeAll(String address) throws IOException {
        try (Pop3Client client = host.pop3(address, PASSWORD)) {
            List<byte[]> mails = client.retrieveAll();
            for (int number = 1; number <= mails.size(); number++) {
                client.delete(number);
            }
            client.quit();
            return mails;
        }
    }

    private static String key(long number, String address) {
        return number + " to " + address;
    }
}
