package org.letterwing.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class DnsTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final TestDns server = new TestDns();
    private final Dns dns = new Dns(List.of(server.address()), Duration.ofSeconds(2), timer);

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        dns.close();
        server.close();
        timer.shutdownNow();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("dnsjava")) {
                thread.join(10_000);
                assertTrue(!thread.isAlive(), thread.getName());
            }
        }
    }

    @Test
    void addressesAndNamesAreFound() throws Exception {
        server.knows(
                "mx.example.org. A 192.0.2.1",
                "mx.example.org. A 192.0.2.2",
                "mx.example.org. AAAA 2001:db8::1",
                "alias.example.org. CNAME mx.example.org.",
                "1.2.0.192.in-addr.arpa. PTR mx.example.org.",
                "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR six.example.org.");
        assertEquals(2, get(dns.ipv4("mx.example.org")).size());
        assertEquals(List.of(address("2001:db8::1")), get(dns.ipv6("mx.example.org")));
        assertEquals(3, get(dns.addresses("alias.example.org")).size());
        assertEquals(List.of("mx.example.org"), get(dns.names(address("192.0.2.1"))));
        assertEquals(List.of("six.example.org"), get(dns.names(address("2001:db8::1"))));
    }

    @Test
    void theHostsOfADomainAreFound() throws Exception {
        server.knows(
                "example.org. MX 10 one.example.org.",
                "example.org. MX 20 two.example.org.",
                "alias.example.org. CNAME example.org.",
                "none.example.org. MX 0 .");
        List<Dns.MailExchanger> hosts =
                List.of(new Dns.MailExchanger(10, "one.example.org"), new Dns.MailExchanger(20, "two.example.org"));
        assertEquals(hosts, get(dns.mailExchangers("example.org")));
        assertEquals(hosts, get(dns.mailExchangers("alias.example.org")));
        assertEquals(List.of(new Dns.MailExchanger(0, "")), get(dns.mailExchangers("none.example.org")));
        assertEquals(List.of(), get(dns.mailExchangers("one.example.org")));
    }

    @Test
    void theHostsOfAServiceAreFound() throws Exception {
        server.knows("_imaps._tcp.example.org. SRV 0 1 993 mx.example.org.", "_pop3s._tcp.example.org. SRV 0 0 0 .");
        assertEquals(List.of("mx.example.org"), get(dns.services("_imaps._tcp.example.org")));
        assertEquals(List.of(""), get(dns.services("_pop3s._tcp.example.org")));
        assertEquals(List.of(), get(dns.services("_submissions._tcp.example.org")));
    }

    @Test
    void textsAreFoundOctetForOctet() throws Exception {
        server.knows("txt.example.org. TXT \"v=spf1 \" \"-all\"", "txt.example.org. TXT \"\\228\"");
        assertEquals(
                List.of("v=spf1 -all", "\u00e4"),
                get(dns.texts("txt.example.org")).stream().sorted().toList());
        assertEquals(List.of(), get(dns.texts("none.example.org")));
    }

    @Test
    void whatCanBeNoNameIsNothingAndIsNotAsked() throws Exception {
        for (String name : List.of("", ".", "a b.example.org", "\u0161.example.org", "a\u0000.example.org", "..")) {
            assertEquals(List.of(), get(dns.texts(name)), name);
        }
        server.knows("ab.example.org. TXT \"another name\"");
        assertEquals(List.of(), get(dns.texts("a\\b.example.org")));
    }

    @Test
    void anAnswerMayHaveAnotherDeadline() {
        server.isLate("late.example.org.", Duration.ofDays(1));
        long before = System.nanoTime();
        ExecutionException e = assertThrows(
                ExecutionException.class,
                () -> get(dns.within(Duration.ofMillis(100)).texts("late.example.org")));
        assertTrue(e.getCause() instanceof TimeoutException, e::toString);
        long waited = System.nanoTime() - before;
        assertTrue(waited < TimeUnit.MILLISECONDS.toNanos(1500), () -> waited + " ns");
    }

    @Test
    void whatDoesNotExistIsNothing() throws Exception {
        server.knows("mx.example.org. A 192.0.2.1");
        assertEquals(List.of(), get(dns.ipv4("no.example.org")));
        assertEquals(List.of(), get(dns.ipv6("mx.example.org")));
        assertEquals(List.of(), get(dns.addresses("x".repeat(64) + ".org")));
        assertEquals(List.of(), get(dns.addresses("a..b")));
    }

    @Test
    void addressesOfOneFamilyAreEnough() throws Exception {
        server.knows("mx.example.org. A 192.0.2.1").fails("mx.example.org.", Type.AAAA, Rcode.SERVFAIL);
        assertEquals(List.of(address("192.0.2.1")), get(dns.addresses("mx.example.org")));
        server.knows("six.example.org. AAAA 2001:db8::1").fails("six.example.org.", Type.A, Rcode.SERVFAIL);
        assertEquals(List.of(address("2001:db8::1")), get(dns.addresses("six.example.org")));
        server.knows("half.example.org. MX 10 mx.example.org.").fails("half.example.org.", Type.A, Rcode.SERVFAIL);
        assertThrows(ExecutionException.class, () -> get(dns.addresses("half.example.org")));
    }

    @Test
    void anAnswerThatIsCutOffIsFetchedWhole() throws Exception {
        server.knows("long.example.org. A 192.0.2.1").cutsOff("long.example.org.");
        assertEquals(List.of(address("192.0.2.1")), get(dns.ipv4("long.example.org")));
    }

    @Test
    void anAnswerIsKeptAsLongAsItMayBe() throws Exception {
        server.knows("mx.example.org. A 192.0.2.1");
        for (int i = 0; i < 5; i++) {
            get(dns.ipv4("mx.example.org"));
        }
        assertEquals(List.of("mx.example.org."), server.asked());
    }

    @Test
    void whatIsNotThereIsNotAskedForAgainAtOnce() throws Exception {
        server.fails("broken.example.org.", Rcode.SERVFAIL).isLate("late.example.org.", Duration.ofMillis(300));
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(), get(dns.texts("none.example.org")));
        }
        assertThrows(ExecutionException.class, () -> get(dns.texts("broken.example.org")));
        long asked = server.asked().size();
        assertThrows(ExecutionException.class, () -> get(dns.texts("broken.example.org")));
        assertEquals(asked, server.asked().size());
        assertEquals(
                1, server.asked().stream().filter("none.example.org."::equals).count());
        CompletionStage<List<String>> one = dns.texts("late.example.org");
        CompletionStage<List<String>> other = dns.texts("late.example.org");
        assertEquals(get(one), get(other));
        assertEquals(
                1, server.asked().stream().filter("late.example.org."::equals).count());
    }

    @Test
    void aServerThatFailsIsNoAnswer() {
        server.fails("broken.example.org.", Rcode.SERVFAIL);
        assertThrows(ExecutionException.class, () -> get(dns.ipv4("broken.example.org")));
    }

    @Test
    void aServerThatIsSilentIsWaitedForUntilTheDeadline() {
        server.isLate("late.example.org.", Duration.ofDays(1));
        long before = System.nanoTime();
        assertThrows(ExecutionException.class, () -> get(dns.ipv4("late.example.org")));
        long waited = System.nanoTime() - before;
        assertTrue(waited < TimeUnit.MILLISECONDS.toNanos(3500), () -> waited + " ns");
    }

    @Test
    void serversThatSayNothingAreNotWaitedForUntilTheyAnswer() throws Exception {
        server.isLate(".", Duration.ofDays(1)).isLate("a.example.org.", Duration.ofDays(1));
        dns.feelPulse();
        assertThrows(ExecutionException.class, () -> get(dns.ipv4("a.example.org")));
        Dns hasty = dns.within(Duration.ofMillis(100)); // one in a second is let through
        await(() -> failure(hasty.ipv4("a.example.org")).contains("name servers"));
        server.knows("b.example.org. A 192.0.2.1");
        await(() -> failure(hasty.ipv4("b.example.org")).isEmpty());
        for (String name : List.of("c", "d", "e", "f")) { // more than one in a second
            assertEquals(List.of(), get(dns.ipv4(name + ".example.org")));
        }
    }

    @Test
    void whatIsClosedAsksNobody() {
        dns.close();
        assertTrue(failure(dns.ipv4("mx.example.org")).contains("stops"));
        dns.feelPulse();
        assertEquals(List.of(), server.asked());
    }

    private static String failure(CompletionStage<?> answer) {
        return answer.handle((found, failure) -> failure == null ? "" : failure.getMessage())
                .toCompletableFuture()
                .join();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "in time");
        }
    }

    @Test
    void aDomainWhoseServersSayNothingSpoilsNoOthers() throws Exception {
        server.isLate("late.example.org.", Duration.ofDays(1)).knows("mx.example.org. A 192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertThrows(ExecutionException.class, () -> get(dns.ipv4("late.example.org")));
        }
        assertEquals(List.of(address("192.0.2.1")), get(dns.ipv4("mx.example.org")));
        assertTrue(server.asked().contains("."), "they were asked whether they are there");
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
