package org.letterwing.authentication.keys;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

import org.letterwing.authentication.Names;
import org.letterwing.authentication.arrival.MailNames;
import org.letterwing.authentication.keys.DnsFinding.State;
import org.letterwing.settings.ClientSettings;
import org.letterwing.spi.MailServer;

/** Compares the records that a domain should have with what DNS says now. Thread-safe. */
@ApplicationScoped
class DnsCheck {

    /** More records than a domain has. */
    private static final int MOST_QUESTIONS = 100;

    private static final String SPF = "v=spf1";
    private static final Pattern NO_MATTER = Pattern.compile("\\s|;\\s*$");

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    private final Supplier<Names> names;

    /** For the container. */
    protected DnsCheck() {
        names = () -> new MailNames(server.names(), new Semaphore(MOST_QUESTIONS), ClientSettings.DNS_TIMEOUT.get());
    }

    /** Asks the given DNS. */
    DnsCheck(Names names) {
        this.names = () -> names;
    }

    /** Asks for all records at once, and waits for the answers as long as DNS may take for one. */
    List<DnsFinding> of(List<DnsRecord> records) {
        Names dns = names.get();
        List<CompletableFuture<DnsFinding>> findings = records.stream()
                .map(record -> state(record, dns)
                        .exceptionally(failure -> State.UNKNOWN)
                        .thenApply(state -> new DnsFinding(record, state)))
                .toList();
        return findings.stream().map(CompletableFuture::join).toList();
    }

    /** Returns whether all records are in DNS. */
    boolean arePublished(List<DnsRecord> records) {
        return of(records).stream().allMatch(finding -> finding.state() == State.PUBLISHED);
    }

    private static CompletableFuture<State> state(DnsRecord record, Names dns) {
        return switch (record.type()) {
            case DnsRecord.MX -> dns.exchangers(record.name()).thenApply(found -> state(record, found));
            // Its port may be another one, from which connections are led to this server.
            case DnsRecord.SRV -> dns.services(record.name()).thenApply(found -> state(record, found));
            case DnsRecord.CNAME -> address(record.name(), dns);
            default -> text(record, dns);
        };
    }

    /** The host of a policy may be any that has one. */
    private static CompletableFuture<State> address(String name, Names dns) {
        return dns.ipv4(name)
                .thenCombine(dns.ipv6(name), (four, six) -> four.isEmpty() && six.isEmpty())
                .thenApply(none -> none ? State.MISSING : State.PUBLISHED);
    }

    private static CompletableFuture<State> text(DnsRecord record, Names dns) {
        return dns.texts(record.name())
                .thenApply(found -> state(
                        plain(record.value()),
                        found.stream()
                                .filter(text ->
                                        !isSpf(record.value()) || isSpf(text)) // there may be texts of all kinds
                                .map(DnsCheck::plain)
                                .toList()));
    }

    private static State state(DnsRecord record, List<String> hosts) {
        return state(host(record.host()), hosts.stream().map(DnsCheck::host).toList());
    }

    private static State state(String wanted, List<String> found) {
        if (found.contains(wanted)) {
            return State.PUBLISHED;
        }
        return found.isEmpty() ? State.MISSING : State.DIFFERENT;
    }

    private static boolean isSpf(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith(SPF);
    }

    private static String host(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String plain(String text) {
        return NO_MATTER.matcher(text).replaceAll("");
    }
}
