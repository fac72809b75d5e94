package org.letterwing.adapter;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.letterwing.dns.Dns;
import org.letterwing.spi.outbound.NameService;
import org.letterwing.spi.outbound.NameServiceException;

/** Brings the mail system's questions to DNS, which has a deadline of its own for those without a limit. */
final class NameQuestions implements NameService {

    private final Dns dns;

    NameQuestions(Dns dns) {
        this.dns = dns;
    }

    @Override
    public List<MailExchanger> mailExchangers(String domain) throws NameServiceException {
        return await(dns.mailExchangers(domain), domain).stream()
                .map(found -> new MailExchanger(found.preference(), found.host()))
                .toList();
    }

    @Override
    public List<InetAddress> addresses(String host) throws NameServiceException {
        return await(dns.addresses(host), host);
    }

    @Override
    public CompletionStage<List<String>> texts(String name, Duration limit) {
        return dns.within(limit).texts(name);
    }

    @Override
    public CompletionStage<List<InetAddress>> ipv4(String name, Duration limit) {
        return dns.within(limit).ipv4(name);
    }

    @Override
    public CompletionStage<List<InetAddress>> ipv6(String name, Duration limit) {
        return dns.within(limit).ipv6(name);
    }

    @Override
    public CompletionStage<List<String>> exchangers(String domain, Duration limit) {
        return dns.within(limit)
                .mailExchangers(domain)
                .thenApply(found -> found.stream()
                        .sorted(Comparator.comparingInt(Dns.MailExchanger::preference))
                        .map(Dns.MailExchanger::host)
                        .toList());
    }

    @Override
    public CompletionStage<List<String>> services(String name, Duration limit) {
        return dns.within(limit).services(name);
    }

    @Override
    public CompletionStage<List<String>> names(InetAddress address, Duration limit) {
        return dns.within(limit).names(address);
    }

    private static <T> T await(CompletionStage<T> answer, String name) throws NameServiceException {
        try {
            return answer.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw new NameServiceException("DNS gave no answer for " + name + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NameServiceException("The wait for DNS was interrupted", e);
        }
    }
}
