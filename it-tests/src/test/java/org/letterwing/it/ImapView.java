package org.letterwing.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What one client of a mailbox knows of it, from what the server has told alone; and the random things that the client
 * does. Not thread-safe.
 */
final class ImapView {

    private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
    private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
    private static final Pattern FETCH = Pattern.compile("\\* (\\d+) FETCH \\((.*)\\)");
    private static final Pattern UID = Pattern.compile("\\bUID (\\d+)");
    private static final Pattern MODSEQ = Pattern.compile("MODSEQ \\((\\d+)\\)");
    private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");

    private final ImapClient client;
    private final Random random;
    /** By number; 0 where the client doesn't know the UID yet. */
    private final List<Long> uids = new ArrayList<>();

    private final Map<Long, TreeSet<String>> flags = new TreeMap<>();
    private final Map<Long, Long> modseqs = new TreeMap<>();
    private long highestUid;

    ImapView(ImapClient client, long seed) throws IOException {
        this.client = client;
        random = new Random(seed);
        client.ok("ENABLE CONDSTORE");
        run("SELECT INBOX");
    }

    private void run(String command) throws IOException {
        hear(client.command(command));
        long known = uids.stream().filter(uid -> uid == 0).count();
        if (known > 0) {
            hear(client.command("UID FETCH " + (highestUid + 1) + ":* (FLAGS)"));
        }
    }

    private void hear(List<String> responses) {
        responses.forEach(this::hear);
    }

    private void hear(String response) {
        Matcher matcher = EXISTS.matcher(response);
        if (matcher.matches()) {
            int count = Integer.parseInt(matcher.group(1));
            assertTrue(count >= uids.size(), () -> response + " after " + uids.size() + " messages");
            while (uids.size() < count) {
                uids.add(0L);
            }
            return;
        }
        matcher = EXPUNGE.matcher(response);
        if (matcher.matches()) {
            long gone = uids.remove(Integer.parseInt(matcher.group(1)) - 1);
            flags.remove(gone);
            return;
        }
        matcher = FETCH.matcher(response);
        if (matcher.matches()) {
            fetched(Integer.parseInt(matcher.group(1)), matcher.group(2));
        }
    }

    private void fetched(int number, String items) {
        Matcher uid = UID.matcher(items);
        if (uid.find()) {
            long told = Long.parseLong(uid.group(1));
            long known = uids.get(number - 1);
            assertTrue(known == 0 || known == told, () -> "message " + number + " was " + known + " and is " + told);
            uids.set(number - 1, told);
            highestUid = Math.max(highestUid, told);
        }
        long message = uids.get(number - 1);
        Matcher told = FLAGS.matcher(items);
        if (message != 0 && told.find()) {
            TreeSet<String> now = new TreeSet<>(List.of(told.group(1).split(" ")));
            now.remove("");
            now.remove("\\Recent");
            flags.put(message, now);
        }
        Matcher modseq = MODSEQ.matcher(items);
        if (message != 0 && modseq.find()) {
            long now = Long.parseLong(modseq.group(1));
            Long before = modseqs.put(message, now);
            assertTrue(
                    before == null || before <= now, () -> "modseq of " + message + ": " + before + " became " + now);
        }
    }

    /** Does something at random. */
    void act(String name, int step) throws IOException {
        String some = uids.isEmpty() ? "1" : any() + (random.nextBoolean() ? "" : ":" + any());
        switch (random.nextInt(9)) {
            case 0, 1 -> run("STORE " + some + " +FLAGS (" + flag() + ")");
            case 2 -> run("STORE " + some + " -FLAGS (" + flag() + ")");
            case 3 -> run("STORE " + any() + " +FLAGS.SILENT (\\Deleted)");
            case 4 -> run("EXPUNGE");
            case 5 -> run("COPY " + any() + " INBOX");
            case 6 -> run("MOVE " + any() + " INBOX");
            case 7 -> hear(client.append("INBOX", flag(), "Subject: " + name + " " + step + "\r\n\r\nmail\r\n"));
            default -> run("NOOP");
        }
        if (random.nextInt(4) == 0) {
            run("FETCH 1:* (UID FLAGS MODSEQ)");
        }
    }

    private int any() {
        return uids.isEmpty() ? 1 : 1 + random.nextInt(uids.size());
    }

    private String flag() {
        return List.of("\\Seen", "\\Flagged", "\\Answered", "\\Draft", "$Later", "Work")
                .get(random.nextInt(6));
    }

    /** Compares with what a client is told that looks for the first time. */
    void assertTrueNow(ImapClient fresh) throws IOException {
        run("NOOP");
        // What it silently changed itself, the server need not tell it.
        run("FETCH 1:* (UID FLAGS)");
        ImapView truth = new ImapView(fresh, 0);
        truth.run("FETCH 1:* (UID FLAGS)");
        assertEquals(truth.uids, uids);
        assertEquals(truth.flags, flags);
        for (int i = 1; i < uids.size(); i++) {
            assertTrue(uids.get(i - 1) < uids.get(i), "UIDs ascend");
        }
    }

    long highestUid() {
        return highestUid;
    }
}
