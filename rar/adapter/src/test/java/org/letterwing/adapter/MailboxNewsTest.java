package org.letterwing.adapter;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.letterwing.imap.ImapBackend.Watch;
import org.letterwing.mailbox.MailboxAccess;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MailboxNewsTest {

    private static final long INBOX = 7;
    private static final long SENT = 8;

    private final Queue<Runnable> lane = new ArrayDeque<>();
    private final List<Object> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private Set<Long> changed = Set.of();

    /** Knows of news alone. */
    private final MailboxAccess access = (MailboxAccess) Proxy.newProxyInstance(
            MailboxAccess.class.getClassLoader(), new Class<?>[] {MailboxAccess.class}, (self, method, arguments) -> {
                assertEquals("news", method.getName());
                asked.add(arguments[0]);
                return changed;
            });

    private Optional<MailboxAccess> connected = Optional.of(access);
    private final MailboxNews news = new MailboxNews(new BeanQuestions<>(lane::add, () -> connected));

    @Test
    void nobodyWatchesAndNobodyIsAsked() {
        news.look();
        assertEquals(0, lane.size());
    }

    @Test
    void allWatchedMailboxesAreOneQuestionWithTheLeastThatIsKnownOfEach() {
        watch(INBOX, 30, "first");
        watch(INBOX, 20, "second");
        watch(SENT, 5, "third");
        answer(Set.of());
        assertEquals(List.of(Map.of(INBOX, 20L, SENT, 5L)), asked);
        assertEquals(List.of(), told);
    }

    @Test
    void whoWatchesWhatHasChangedIsToldOnce() {
        watch(INBOX, 20, "inbox");
        watch(SENT, 5, "sent");
        answer(Set.of(INBOX));
        assertEquals(List.of("inbox"), told);
        answer(Set.of(INBOX, SENT));
        assertEquals(List.of("inbox", "sent"), told);
        assertEquals(List.of(Map.of(INBOX, 20L, SENT, 5L), Map.of(SENT, 5L)), asked);
    }

    @Test
    void whoHasLeftIsNotToldEvenWhenTheQuestionWasUnderWay() {
        Watch watch = watch(INBOX, 20, "inbox");
        news.look();
        watch.close();
        changed = Set.of(INBOX);
        lane.remove().run();
        assertEquals(List.of(), told);
        news.look();
        assertEquals(0, lane.size());
    }

    @Test
    void whoComesDuringAQuestionIsInTheNextOne() {
        watch(INBOX, 20, "early");
        news.look();
        watch(INBOX, 25, "late");
        changed = Set.of(INBOX);
        lane.remove().run();
        assertEquals(List.of("early"), told);
        answer(Set.of(INBOX));
        assertEquals(List.of("early", "late"), told);
    }

    @Test
    void whileAnAnswerIsAwaitedNobodyAsksAgain() {
        watch(INBOX, 20, "inbox");
        news.look();
        news.look();
        assertEquals(1, lane.size());
    }

    @Test
    void whatIsAwayNowIsAskedAgain() {
        watch(INBOX, 20, "inbox");
        connected = Optional.empty();
        answer(Set.of(INBOX));
        assertEquals(List.of(), told);
        connected = Optional.of(access);
        answer(Set.of(INBOX));
        assertEquals(List.of("inbox"), told);
    }

    private Watch watch(long mailbox, long known, String name) {
        return news.watch(mailbox, known, () -> told.add(name));
    }

    private void answer(Set<Long> mailboxes) {
        changed = mailboxes;
        news.look();
        lane.remove().run();
    }
}
