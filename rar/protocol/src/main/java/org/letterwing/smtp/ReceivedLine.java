package org.letterwing.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;

import io.netty.util.NetUtil;

/** The trace line that the server puts before each mail (RFC 5321 4.4). */
final class ReceivedLine {

    /** Stands for a client of which nothing is told: RFC 5321 4.4 wants a name. */
    private static final String UNKNOWN = "unknown";

    // RFC 5322 2.1.1
    private static final int WIDTH = 78;
    // RFC 5322 3.3
    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

    private final StringBuilder text = new StringBuilder("Received:");
    private int lineStart;

    private ReceivedLine() {}

    /**
     * Writes the line.
     *
     * @param hostname the server's name
     * @param hidden whether the line tells nothing of the client
     * @param protocol as RFC 3848 and RFC 6531 4.3 name it
     * @param id the mail's id in logs
     */
    static byte[] write(
            MailTransaction transaction,
            String hostname,
            boolean hidden,
            String protocol,
            String id,
            ZonedDateTime received) {
        SmtpSession session = transaction.session();
        var line = new ReceivedLine();
        if (hidden) {
            line.add("from " + UNKNOWN);
        } else {
            line.add("from " + session.heloName());
            line.add("(" + literal(session.client().getAddress()) + ")");
            session.remarks().forEach(remark -> line.add("(" + remark + ")"));
        }
        line.add("by " + hostname);
        line.add("with " + protocol);
        var clauses = new ArrayList<String>();
        clauses.add("id " + id);
        if (transaction.recipients().size() == 1) {
            // With more than one, each would learn of the others (RFC 5321 7.2).
            clauses.add("for <" + transaction.recipients().get(0).address() + ">");
        }
        // RFC 8314 4.3
        session.tls().ifPresent(tls -> clauses.add("tls " + tls.cipherSuite() + " (" + tls.protocol() + ")"));
        int last = clauses.size() - 1;
        clauses.subList(0, last).forEach(line::add);
        line.add(clauses.get(last) + ";");
        line.add(DATE.format(received));
        return line.text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void add(String part) {
        if (text.length() - lineStart + 1 + part.length() > WIDTH) {
            text.append("\r\n");
            lineStart = text.length();
        }
        text.append(' ').append(part);
    }

    // RFC 5321 4.1.3
    private static String literal(InetAddress address) {
        String digits = NetUtil.toAddressString(address);
        return address instanceof Inet6Address ? "[IPv6:" + digits + "]" : "[" + digits + "]";
    }
}
