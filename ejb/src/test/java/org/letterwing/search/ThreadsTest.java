package org.letterwing.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.letterwing.mailbox.MessageThread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** RFC 5256 4. */
class ThreadsTest {

    private final List<ThreadedMail> mails = new ArrayList<>();

    private void mail(String subject, String id, String... references) {
        long uid = mails.size() + 1L;
        mails.add(new ThreadedMail(
                uid, Instant.ofEpochSecond(uid), BaseSubject.of(subject), id, Arrays.asList(references)));
    }

    private static String write(List<MessageThread> threads) {
        return threads.stream().map(t -> t.uid() + write(t.children())).collect(Collectors.joining(" ", "(", ")"));
    }

    private String references() {
        return write(ReferenceThreads.of(mails)).replace("()", "");
    }

    @Test
    void answersAreBelowWhatTheyAnswer() {
        mail("one", "a");
        mail("Re: one", "b", "a");
        mail("other", "c");
        mail("Re: one", "d", "a", "b");
        mail("Re: one", "e", "a");
        assertEquals("(1(2(4) 5) 3)", references());
    }

    @Test
    void messagesThatAreMissingHoldThreadsTogether() {
        mail("x", "b", "a");
        mail("y", "c", "a");
        assertEquals("(0(1 2))", references());
        mails.clear();
        mail("x", "b", "a");
        assertEquals("(1)", references());
        mails.clear();
        mail("x", "a");
        mail("y", "c", "a", "lost");
        assertEquals("(1(2))", references());
    }

    @Test
    void subjectsJoinThreads() {
        mail("one", "a");
        mail("Re: one", "b");
        assertEquals("(1(2))", references());
        mails.clear();
        mail("one", "a");
        mail("one", "b");
        mail("one", "c");
        assertEquals("(0(1 2 3))", references());
        mails.clear();
        mail("Re: one", "a");
        mail("one", "b");
        assertEquals("(2(1))", references());
        mails.clear();
        mail("", "a");
        mail("", "b");
        assertEquals("(1 2)", references());
    }

    @Test
    void ownReferencesCountMoreThanThoseOfOthers() {
        mail("x", "c", "a", "b");
        mail("y", "b");
        mail("z", "a");
        assertEquals("(2(1) 3)", references());
    }

    @Test
    void loopsAreNotMade() {
        mail("x", "a", "b");
        mail("y", "b", "a");
        mail("z", "c", "c");
        mail("q", "a", "a");
        String threads = references();
        for (int uid = 1; uid <= 4; uid++) {
            assertTrue(threads.contains("" + uid), threads);
        }
    }

    @Test
    void sameIdsAreDifferentMessages() {
        mail("x", "a");
        mail("y", "a");
        mail("z", null);
        assertEquals("(1 2 3)", references());
    }

    @Test
    void endlessThreadsAreBounded() {
        mail("m0", "m0");
        for (int i = 1; i < 5000; i++) {
            mail("m" + i, "m" + i, "m" + (i - 1));
        }
        List<MessageThread> threads = ReferenceThreads.of(mails);
        int depth = 0;
        for (List<MessageThread> level = threads;
                !level.isEmpty();
                level = level.get(0).children()) {
            depth++;
        }
        assertTrue(depth <= ThreadNode.DEEPEST + 1, "depth " + depth);
        assertEquals(5000, count(threads));
    }

    private static long count(List<MessageThread> threads) {
        return threads.stream()
                .mapToLong(t -> (t.uid() == 0 ? 0 : 1) + count(t.children()))
                .sum();
    }

    @Test
    void orderedSubjectHasOneLevel() {
        mail("b", "1");
        mail("a", "2");
        mail("Re: b", "3");
        mail("b", "4", "2");
        assertEquals("(1(3 4) 2)", write(SubjectThreads.of(mails)).replace("()", ""));
    }

    @Test
    void messageIdsAreNormalised() {
        assertEquals(List.of("a b@c".replace(" ", ""), "d@e"), MessageIds.of("x <\"a b\"@c> (y)\t< d@e >"));
        assertEquals(List.of("b@c"), MessageIds.of("<a@ <b@c> <d"));
        List<String> many = MessageIds.of("<1>" + "<x>".repeat(10_000) + "<2>");
        assertEquals(100, many.size());
        assertEquals("1", many.get(0));
        assertEquals("2", many.get(99));
    }
}
