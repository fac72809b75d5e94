package org.letterwing.console;

import java.io.Serializable;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.letterwing.authentication.keys.DnsWatch;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainView;
import org.letterwing.queue.Figures;
import org.letterwing.queue.QueueFigures;
import org.letterwing.spi.MailServer;
import org.letterwing.status.DatabaseState;
import org.letterwing.status.DiskState;
import org.letterwing.status.Status;
import org.letterwing.status.StatusBean;
import org.letterwing.trace.MailFigures;
import org.letterwing.trace.MailFlow;
import org.letterwing.trace.Traffic;

/** The first page after the sign-in: how the server is, and what needs to be done. */
@Named
@ViewScoped
public class OverviewPage implements Serializable {

    private static final int MOST_REASONS = 8;

    @EJB
    private StatusBean statusBean;

    @EJB
    private QueueFigures queueFigures;

    @EJB
    private MailFigures mailFigures;

    @EJB
    private DnsWatch dns;

    @EJB
    private DirectoryAdministration directory;

    @Inject
    private Times times;

    private Traffic.Span span = Traffic.Span.DAY;
    private Status status;
    private DiskState disk;
    private Figures queue;
    private Traffic traffic;
    private DomainView firstDomain;
    private List<String> warnings;

    /** Looks how things are now; is called by the page every some seconds too. */
    public void load() throws DirectoryException {
        status = statusBean.status();
        Optional<DiskState> space = statusBean.disk();
        disk = space.orElse(null);
        Warnings found = new Warnings(times, locale())
                .status(status)
                .disk(space)
                .certificates(status.certificates(), Instant.now());
        if (isDatabaseThere()) {
            queue = queueFigures.figures();
            traffic = mailFigures.traffic(span);
            firstDomain =
                    directory.domains(null, 1).items().stream().findFirst().orElse(null);
            found.dns(dns.lacking())
                    .away(
                            directory
                                    .listeners(null, DirectoryAdministration.MAX_LIMIT)
                                    .items(),
                            status.applications());
        }
        warnings = found.texts();
    }

    /** Shows the figures of another time. */
    public void show(String name) throws DirectoryException {
        span = Traffic.Span.valueOf(name);
        load();
    }

    /** Returns whether there are figures that the database keeps. */
    public boolean isDatabaseThere() {
        return status.database().isPresent();
    }

    /** Returns whether there is no domain yet. */
    public boolean isWithoutDomain() {
        return isDatabaseThere() && firstDomain == null;
    }

    /** Returns whether the first domain has nobody who could get mail. */
    public boolean isWithoutAccount() {
        return isDatabaseThere() && firstDomain != null && firstDomain.accounts() + firstDomain.aliases() == 0;
    }

    /** Writes how many recipients are in the queue. */
    public String getWaiting() {
        return Texts.text(
                "overview.queue.entries",
                queue.entries().values().stream().mapToLong(Long::longValue).sum());
    }

    /** Writes for how long the oldest has been there, empty if there is none. */
    public String getOldest() {
        return queue.oldest()
                .map(age -> Texts.text("overview.queue.oldest", times.length(age)))
                .orElse("");
    }

    /** Writes where a listener listens. */
    public String address(MailServer.Listener listener) {
        InetSocketAddress address = listener.address();
        String host = address.getHostString();
        if (address.getAddress().isAnyLocalAddress()) {
            host = "*";
        } else if (host.contains(":")) {
            host = "[" + host + "]";
        }
        return host + ":" + address.getPort();
    }

    /** Writes how a listener encrypts. */
    public String encryption(MailServer.Listener listener) {
        return Texts.text("overview.encryption." + listener.encryption().name().toLowerCase(Locale.ROOT));
    }

    /** Writes when a part of the time began, as its column in the chart is called. */
    public String label(Traffic.Step step) {
        return span == Traffic.Span.WEEK ? times.text(step.begin()) : times.time(step.begin());
    }

    /** Describes the chart of mails. */
    public String getMailsChart() {
        return Charts.mails(traffic, traffic.steps().stream().map(this::label).toList());
    }

    /** Says what the chart of mails shows. */
    public String getMailsText() {
        return Texts.text(
                "overview.chart.mails",
                traffic.count(MailFlow.IN),
                traffic.count(MailFlow.OUT),
                traffic.count(MailFlow.FAILED));
    }

    /** Describes the chart of refusals. */
    public String getRefusalsChart() {
        return Charts.refusals(getReasons());
    }

    /** Says what the chart of refusals shows. */
    public String getRefusalsText() {
        return Texts.text("overview.chart.refusals", total("REFUSED"));
    }

    public List<RefusalReason> getReasons() {
        return RefusalReason.of(traffic.refusals(), MOST_REASONS);
    }

    /** Returns how many mails there were of a kind in all. */
    public long total(String flow) {
        return traffic.count(MailFlow.valueOf(flow));
    }

    /** Returns how many mails there were of a kind in a part of the time. */
    public long count(Traffic.Step step, String flow) {
        return step.count(MailFlow.valueOf(flow));
    }

    /** Writes an amount of octets. */
    public String octets(long amount) {
        return Octets.rounded(amount, locale());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }

    public Traffic.Span getSpan() {
        return span;
    }

    public List<String> getWarnings() {
        return warnings;
    }

    public Status getStatus() {
        return status;
    }

    public DatabaseState getDatabase() {
        return status.database().orElse(null);
    }

    public DiskState getDisk() {
        return disk;
    }

    public Traffic getTraffic() {
        return traffic;
    }

    public DomainView getFirstDomain() {
        return firstDomain;
    }
}
