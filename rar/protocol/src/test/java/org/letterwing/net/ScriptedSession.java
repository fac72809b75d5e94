package org.letterwing.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;

import org.letterwing.tls.ListenerTls;

/** A session with a small language of its own, to try the frame: {@code wait}, {@code octets n}, {@code flood}, … */
class ScriptedSession extends SessionHandler {

    static final int LINE_LIMIT = 32;
    static final int FLOOD = 4 * 1024 * 1024;

    final CompletableFuture<String> answer = new CompletableFuture<>();
    final List<String> lines = new ArrayList<>();
    final AtomicInteger closed = new AtomicInteger();
    private int octetsWanted;
    private int floodLeft = FLOOD;

    ScriptedSession(Duration idleTimeout) {
        this(SessionLimits.idle(idleTimeout));
    }

    ScriptedSession(SessionLimits limits) {
        this(limits, ListenerTls.NONE);
    }

    ScriptedSession(SessionLimits limits, ListenerTls tls) {
        super(limits, tls);
    }

    @Override
    protected void opened() {
        say("hello");
    }

    @Override
    protected void turnedAway(Door.Turndown turndown) {
        say("turned away: " + turndown);
    }

    @Override
    protected int lineLimit() {
        return LINE_LIMIT;
    }

    @Override
    protected void line(ByteBuf octets) {
        String line = octets.toString(StandardCharsets.ISO_8859_1);
        lines.add(line);
        if (line.equals("wait")) {
            await(answer, (value, failure) -> say(failure == null ? value : "failed: " + failure.getMessage()));
        } else if (line.startsWith("octets ")) {
            octetsWanted = Integer.parseInt(line.substring(7));
            expectOctets();
        } else if (line.equals("flood")) {
            flood();
        } else if (line.equals("fail")) {
            throw new IllegalStateException("asked to fail");
        } else if (line.equals("tls")) {
            say("go on");
            startTls();
        } else if (line.equals("quit")) {
            say("bye");
            hangUp();
        } else {
            say(line);
        }
    }

    private void flood() {
        int piece = Math.min(floodLeft, 32 * 1024);
        output().writeZero(piece);
        floodLeft -= piece;
        if (floodLeft > 0) {
            whenWritable(this::flood);
        } else {
            say("end");
        }
    }

    @Override
    protected void lineTooLong() {
        say("too long");
    }

    @Override
    protected void octets(ByteBuf octets) {
        int length = Math.min(octetsWanted, octets.readableBytes());
        say(octets.readCharSequence(length, StandardCharsets.ISO_8859_1).toString());
        octetsWanted -= length;
        if (octetsWanted == 0) {
            expectLines();
        }
    }

    @Override
    protected void timedOut(Timeout timeout) {
        say(
                switch (timeout) {
                    case TOO_LONG -> "too long";
                    case TOO_SLOW -> "slow";
                    default -> "too slow";
                });
    }

    @Override
    protected void crowdedOut() {
        say("crowded out");
    }

    @Override
    protected void goodbye(Farewell why) {
        say(why.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    protected SessionFacts facts() {
        return new SessionFacts(Optional.empty(), Optional.of("scripted"), Optional.empty());
    }

    @Override
    protected void closed() {
        closed.incrementAndGet();
    }

    final void say(String text) {
        output().writeCharSequence(text + "\n", StandardCharsets.ISO_8859_1);
    }
}
