package org.letterwing.authentication.spf;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any records in any DNS: a check has a verdict that people can read, after a bounded number of questions.
 *
 * <p>The first line of an input is the reverse-path, the second the HELO, and the others the records: each question for one is
 * answered with the next line. What other questions find depends on what they ask for.
 */
class SpfCheckFuzzTest {

    private static final int MOST_QUESTIONS = 123;

    @FuzzTest(maxDuration = "8s")
    void aCheckHasAVerdict(byte[] octets) throws IOException {
        String[] lines = (new String(octets, StandardCharsets.UTF_8) + "\n\n").split("\n", -1);
        for (String client : new String[] {"192.0.2.1", "2001:db8::1"}) {
            InetAddress address = InetAddress.getByName(client);
            var names = new AnyNames(address, lines);
            SpfVerdict verdict = new SpfCheck(names, "receiver.example").mailFrom(address, lines[1], lines[0]);
            assertTrue(names.questions <= MOST_QUESTIONS, () -> names.questions + " questions");
            boolean error = verdict.result() == SpfResult.PERMERROR || verdict.result() == SpfResult.TEMPERROR;
            assertEquals(error, verdict.problem().isPresent(), verdict::toString);
            verdict.problem()
                    .ifPresent(text -> assertTrue(MacroString.isPrintable(text) && text.length() <= 500, text));
            verdict.explanation().ifPresent(text -> {
                assertEquals(SpfResult.FAIL, verdict.result());
                assertTrue(MacroString.isPrintable(text) && text.length() <= 400, text);
            });
        }
    }

    /** A DNS whose answers depend on the questions alone, but for texts. */
    private static final class AnyNames implements Names {

        private final InetAddress client;
        private final String[] lines;
        private int next = 2;
        private int questions;

        AnyNames(InetAddress client, String[] lines) {
            this.client = client;
            this.lines = lines;
        }

        @Override
        public CompletableFuture<List<String>> texts(String name) {
            questions++;
            String line = lines[next];
            next = next + 1 < lines.length ? next + 1 : 2;
            return CompletableFuture.completedFuture(List.of("another text", "v=spf1 " + line));
        }

        @Override
        public CompletableFuture<List<InetAddress>> ipv4(String name) {
            return answer(name, List.of(client));
        }

        @Override
        public CompletableFuture<List<InetAddress>> ipv6(String name) {
            return answer(name, List.of(client));
        }

        @Override
        public CompletableFuture<List<String>> exchangers(String domain) {
            return answer(domain, hosts(domain, domain.length() % 12));
        }

        @Override
        public CompletableFuture<List<String>> services(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<List<String>> names(InetAddress address) {
            questions++;
            return CompletableFuture.completedFuture(hosts("example.com", 12));
        }

        private <T> CompletableFuture<List<T>> answer(String name, List<T> found) {
            questions++;
            return switch (name.length() % 4) {
                case 0 -> CompletableFuture.completedFuture(List.of());
                case 1 -> CompletableFuture.failedFuture(new LookupException(new IOException("silent")));
                default -> CompletableFuture.completedFuture(found);
            };
        }

        private static List<String> hosts(String domain, int count) {
            List<String> hosts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                hosts.add("x".repeat(i) + "." + domain);
            }
            return hosts;
        }
    }
}
