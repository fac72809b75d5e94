package org.letterwing.authentication.arrival;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.letterwing.api.SenderAuthentication.Result;
import org.letterwing.authentication.suffix.PublicSuffixList;
import org.letterwing.settings.DmarcMode;
import org.letterwing.spi.CheckedMail;
import org.letterwing.spi.outbound.NameService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A forger whose name servers are silent does not escape the policy of the domain that it names as the author's. */
@Timeout(60)
class SilentServersTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ArrivalCheck check = new ArrivalCheck(
            new ArrivalCheck.Rules("mx.receiver.example", 65_536, DmarcMode.APPLY, Set.of()),
            () -> MailQuestions.of(new Silent(), new MailQuestions.Room(), LIMIT),
            PublicSuffixList.bundled(),
            new Random(0),
            found -> {});

    @Test
    void itsSignaturesDoNotTakeTheTimeOfThePolicy() {
        String signatures = IntStream.range(0, 10)
                .mapToObj(i -> signature("d=silent.example; s=s" + i))
                .collect(Collectors.joining());
        assertRefused("bob@reject.example", signatures);
        assertRefused("bob@reject.example", signatures.replaceFirst("silent", "reject"));
    }

    @Test
    void itsSenderDoesNotEither() {
        assertRefused("bob@silent.example", "");
    }

    @Test
    void itsSealsDoNotEither() {
        String seals = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> "ARC-Seal: i=" + i + "; a=rsa-sha256; cv=" + (i == 1 ? "none" : "pass")
                        + "; d=silent.example; s=s" + i + "; b=AAAA\r\n"
                        + "ARC-Message-Signature: i=" + i + "; a=rsa-sha256; d=silent.example; s=s" + i
                        + "; h=from; bh=AAAA; b=AAAA\r\n"
                        + "ARC-Authentication-Results: i=" + i + "; silent.example; dmarc=pass\r\n")
                .collect(Collectors.joining());
        assertRefused("bob@reject.example", seals);
    }

    private void assertRefused(String reversePath, String fields) {
        CheckedMail checked =
                check.check(Arrived.of(reversePath, fields + "From: alice@reject.example\r\n\r\nHello.\r\n"));
        assertEquals(Result.FAIL, checked.mail().authentication().dmarc());
        assertTrue(checked.refusal().isPresent());
    }

    private static String signature(String tags) {
        return "DKIM-Signature: v=1; a=rsa-sha256; " + tags + "; h=from; bh=AAAA; b=AAAA\r\n";
    }

    /** Knows the policy of {@code reject.example}, and never answers for {@code silent.example}; nothing else is there. */
    private static final class Silent implements NameService {

        private static <T> CompletionStage<List<T>> answer(String name, Duration limit, List<T> found) {
            CompletableFuture<List<T>> answer = new CompletableFuture<>();
            return name.endsWith("silent.example") || name.equals("mx.client.example")
                    ? answer.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                    : CompletableFuture.completedStage(found);
        }

        @Override
        public CompletionStage<List<String>> texts(String name, Duration limit) {
            return answer(
                    name, limit, name.equals("_dmarc.reject.example") ? List.of("v=DMARC1; p=reject") : List.of());
        }

        @Override
        public CompletionStage<List<InetAddress>> ipv4(String name, Duration limit) {
            return answer(name, limit, List.of());
        }

        @Override
        public CompletionStage<List<InetAddress>> ipv6(String name, Duration limit) {
            return answer(name, limit, List.of());
        }

        @Override
        public CompletionStage<List<String>> exchangers(String domain, Duration limit) {
            return answer(domain, limit, List.of());
        }

        @Override
        public CompletionStage<List<String>> services(String name, Duration limit) {
            return answer(name, limit, List.of());
        }

        @Override
        public CompletionStage<List<String>> names(InetAddress address, Duration limit) {
            return answer("", limit, List.of());
        }

        @Override
        public List<MailExchanger> mailExchangers(String domain) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<InetAddress> addresses(String host) {
            throw new UnsupportedOperationException();
        }
    }
}
