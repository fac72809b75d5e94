package org.letterwing.adapter;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.letterwing.dns.Dns;
import org.letterwing.spi.outbound.NameService;
import org.letterwing.spi.outbound.NameServiceException;

/** Waits for answers of DNS, which has a deadline of its own. */
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
