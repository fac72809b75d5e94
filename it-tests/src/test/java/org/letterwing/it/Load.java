package org.letterwing.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends numbered mails over many connections, and remembers what became of each SMTP transaction. It goes on when
 * connections break, until it is stopped.
 */
final class Load {

    /** Numbers are never used twice, over all loads of a test run. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final Duration PAUSE_LIMIT = Duration.ofSeconds(120);

    private final MailHost host;
    private final List<String> recipients;
    private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    /**
     * One SMTP transaction.
     *
     * @param number the mail's number
     * @param recipients to whom it went
     * @param reply the last reply; null if the connection broke before one came
     */
    record Sent(long number, List<String> recipients, String reply) {

        boolean isAcknowledged() {
            return reply != null && reply.startsWith("250");
        }
    }

    /** Starts the load. */
    Load(MailHost host, List<String> recipients, int connections) {
        this.host = host;
        this.recipients = recipients;
        for (int i = 0; i < connections; i++) {
            Thread thread = new Thread(this::run, "load-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Returns after this many more mails were answered {@code 250}. */
    void awaitAcknowledged(int more) {
        int goal = acknowledged.get() + more;
        Wait.until(more + " more mails are acknowledged", PAUSE_LIMIT, () -> acknowledged.get() >= goal);
    }

    /** Returns after a transaction from now on was answered by a reply that starts with the given text. */
    void awaitReply(String start) {
        int seen = sent.size();
        Wait.until(
                "a reply " + start,
                PAUSE_LIMIT,
                () -> sent.stream()
                        .skip(seen)
                        .anyMatch(mail -> mail.reply() != null && mail.reply().startsWith(start)));
    }

    /** Ends the load, transactions under way included, and returns what was sent. */
    List<Sent> stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(sent);
    }

    private void run() {
        while (!stopped) {
            try (SmtpClient client = host.smtp()) {
                client.command("EHLO load");
                while (!stopped) {
                    sendOne(client);
                }
            } catch (IOException e) {
                Thread.yield(); // the server is down, or was: connect anew
            }
        }
    }

    private void sendOne(SmtpClient client) throws IOException {
        long number = NUMBERS.incrementAndGet();
        List<String> to = pick(number);
        String reply = null;
        try {
            reply = client.send("load@elsewhere.test", NumberedMail.content(number), to.toArray(String[]::new));
            if (!reply.startsWith("250")) {
                client.command("RSET");
            }
        } finally {
            Sent mail = new Sent(number, to, reply);
            sent.add(mail);
            if (mail.isAcknowledged()) {
                acknowledged.incrementAndGet();
            }
        }
    }

    /** One recipient, or two. */
    private List<String> pick(long number) {
        Random random = new Random(number);
        int first = random.nextInt(recipients.size());
        return random.nextInt(5) > 0
                ? List.of(recipients.get(first))
                : List.of(recipients.get(first), recipients.get((first + 1) % recipients.size()));
    }
}
