package org.letterwing.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SessionHandlerTest {

    private final ScriptedSession session = new ScriptedSession(Duration.ofMinutes(5));
    private final EmbeddedChannel channel = new EmbeddedChannel(session) {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("192.0.2.1", 49152);
        }
    };

    @BeforeEach
    void greeted() {
        assertEquals("hello\n", written());
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
        assertEquals(1, session.closed.get());
    }

    @Test
    void linesAreCutHoweverTheyArrive() {
        for (char octet : "a\r\nbc\r\n".toCharArray()) {
            send(String.valueOf(octet));
        }
        assertEquals("a\n", written());
        assertEquals("bc\n", written());
    }

    @Test
    void pipelinedAnswersAreWrittenInOnePiece() {
        send("a\r\nb\r\nc\r\n");
        assertEquals("a\nb\nc\n", written());
        assertNull(written());
    }

    @Test
    void carriageReturnOrLineFeedAloneEndsNoLine() {
        send("a\nb\rc\r\n");
        assertEquals("a\nb\rc", session.lines.get(0));
    }

    @Test
    void aLineMayHaveAsManyOctetsAsTheLimitSays() {
        String longest = "x".repeat(ScriptedSession.LINE_LIMIT - 2);
        send(longest + "\r\n" + longest + "x\r\nnext\r\n");
        assertEquals(longest + "\ntoo long\nnext\n", written());
    }

    @Test
    void aLineWithoutEndTakesNoMemory() {
        for (int i = 0; i < 10_000; i++) {
            send("xxxxxxxxxx\nxxxxx\r");
        }
        assertNull(written());
        send("\nnext\r\n");
        assertEquals("too long\nnext\n", written());
        assertEquals(1, session.lines.size());
    }

    @Test
    void nothingIsHandedOnWhileAnAnswerIsOutstanding() {
        send("wait\r\nnext\r\n");
        assertNull(written());
        session.answer.complete("there");
        channel.runPendingTasks();
        assertEquals("there\nnext\n", written());
    }

    @Test
    void answersBeforeAWaitAreHeldBackOnlyIfMoreInputIsThere() {
        send("a\r\nwait\r\n");
        assertEquals("a\n", written());
    }

    @Test
    void aFailureReachesTheEngine() {
        session.answer.completeExceptionally(new IllegalStateException("no"));
        send("wait\r\n");
        assertEquals("failed: no\n", written());
    }

    @Test
    void anAnswerThatComesAfterTheClientLeftDoesNoHarm() {
        send("wait\r\nnext\r\n");
        channel.close();
        session.answer.complete("there");
        channel.runPendingTasks();
        assertNull(written());
        assertEquals(1, session.lines.size());
    }

    @Test
    void octetsAndLinesFollowEachOther() {
        send("octets 5\r\nab");
        send("\r\nca\r\n");
        assertEquals("ab\n", written());
        assertEquals("\r\nc\na\n", written());
    }

    @Test
    void theSocketIsNotReadWhenTooMuchWaits() {
        send("wait\r\n");
        String piece = "0123456789\r\n".repeat(1000);
        for (int i = 0; i < 6; i++) {
            assertTrue(channel.config().isAutoRead());
            send(piece);
        }
        assertFalse(channel.config().isAutoRead());
        session.answer.complete("there");
        channel.runPendingTasks();
        assertTrue(channel.config().isAutoRead());
        assertEquals(6002, session.lines.size() + 1);
    }

    @Test
    void nothingIsHandedOnAfterTheEnd() {
        send("quit\r\nnext\r\n");
        assertEquals("bye\n", written());
        assertNull(written());
        assertFalse(channel.isOpen());
        assertEquals(1, session.lines.size());
    }

    @Test
    void aBusySessionAnswersBeforeItSaysGoodbye() {
        send("wait\r\nnext\r\n");
        session.leave(Farewell.GOING_DOWN);
        assertNull(written());
        session.answer.complete("there");
        channel.runPendingTasks();
        assertEquals("there\ngoing down\n", written());
        assertFalse(channel.isOpen());
    }

    @Test
    void aSessionThatFailsIsCutOff() {
        send("fail\r\nnext\r\n");
        assertFalse(channel.isOpen());
        assertEquals(1, session.lines.size());
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private String written() {
        ByteBuf octets = channel.readOutbound();
        while (octets != null && !octets.isReadable()) {
            octets.release();
            octets = channel.readOutbound();
        }
        if (octets == null) {
            return null;
        }
        try {
            return octets.toString(StandardCharsets.ISO_8859_1);
        } finally {
            octets.release();
        }
    }
}
