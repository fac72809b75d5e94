package org.letterwing.smtp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.letterwing.mime.InconvertibleException;
import org.letterwing.smtp.client.ContentPieces.Form;

/**
 * One mail transaction as a client (RFC 5321 3.3): the envelope in groups where the peer offers PIPELINING, the content by
 * BDAT where it offers CHUNKING, and an outcome for each recipient whatever happens.
 */
final class Transaction {

    /** How many commands may be under way: their replies take memory. */
    private static final int WINDOW = 100;

    private static final int START_DATA = 354;

    private final Wire wire;
    private final PeerFacts peer;
    private final boolean verified;
    private final Timeouts timeouts;
    private ClientMail mail;
    private EnvelopeCommands commands;
    private final boolean chunking;
    private final Outcome[] outcomes;
    private int accepted;
    private boolean endSent;
    private boolean complete;

    Transaction(Wire wire, PeerFacts peer, boolean verified, Timeouts timeouts, ClientMail mail) {
        this.wire = wire;
        this.peer = peer;
        this.verified = verified;
        this.timeouts = timeouts;
        this.mail = mail;
        commands = new EnvelopeCommands(peer, verified, mail);
        chunking = peer.offers("CHUNKING");
        outcomes = new Outcome[mail.recipients().size()];
    }

    /** Returns whether the peer has ended the transaction by its reply, so that it needs no RSET. */
    boolean isComplete() {
        return complete;
    }

    /**
     * Runs the transaction. If it fails the connection is broken.
     *
     * @throws IOException if the content can't be read
     */
    List<Outcome> run() throws IOException {
        boolean whole = false;
        try {
            lookForObstacles();
            if (isSettled()) {
                complete = true;
            } else {
                send();
            }
            whole = true;
        } finally {
            if (!whole) {
                wire.close(); // the content's end must not seem to have come
            }
        }
        return List.of(outcomes);
    }

    private void lookForObstacles() throws IOException {
        commands.obstacle().ifPresent(this::settle);
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                outcomes[i] =
                        EnvelopeCommands.obstacle(mail.recipients().get(i)).orElse(null);
            }
        }
        Optional<BodyConversion> conversion = BodyConversion.of(mail, peer);
        if (conversion.isPresent() && !isSettled()) {
            convert(conversion.get());
        }
        if (!isSettled()) {
            use(mail.signed());
        }
        commands.sizeObstacle().ifPresent(this::settle);
    }

    private void convert(BodyConversion conversion) throws IOException {
        try {
            use(conversion.convert());
        } catch (InconvertibleException e) {
            // RFC 3463 X.6.3: conversion required but not supported; X.6.7 of RFC 6531 4.3 where it is for the
            // characters
            settle(Outcome.refused(mail.needsUtf8() ? "5.6.7" : "5.6.3", conversion.obstacle(e)));
        }
    }

    private void use(ClientMail other) {
        mail = other;
        commands = new EnvelopeCommands(peer, verified, mail);
    }

    private boolean isSettled() {
        return Arrays.stream(outcomes).allMatch(Objects::nonNull);
    }

    private void send() throws IOException {
        Form form = mail.isBinary() ? Form.BINARY : chunking ? Form.LINES : Form.STUFFED_LINES;
        try (ContentPieces pieces = new ContentPieces(mail.content().open(), form)) {
            byte[] first = pieces.next();
            transfer(first, pieces);
        } catch (SessionFailure e) {
            settle(Outcome.of(e, endSent));
            wire.close();
        }
    }

    private void transfer(byte[] first, ContentPieces pieces) throws IOException, SessionFailure {
        // RFC 3030 4.2: BDAT may go in the group of its envelope; worth it while little is sent in vain.
        boolean oneGroup = chunking && peer.offers("PIPELINING") && pieces.isAtEnd();
        byte[] start = oneGroup ? chunk(first, true) : chunking ? null : command("DATA");
        PeerReply reply = envelope(start, oneGroup);
        if (oneGroup) {
            if (reply != null) {
                end(reply);
            }
        } else if (chunking) {
            if (accepted > 0) {
                chunks(first, pieces);
            }
        } else if (reply != null) {
            data(reply, first, pieces);
        }
    }

    /**
     * Sends the envelope and what starts the content.
     *
     * @param start the command that starts the content; null for none
     * @param endsContent whether the content's end comes with it
     * @return the reply to the start; null if it was not sent
     */
    private PeerReply envelope(byte[] start, boolean endsContent) throws SessionFailure {
        List<Integer> asked = new ArrayList<>();
        List<byte[]> lines = new ArrayList<>();
        lines.add(command(commands.mail()));
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                asked.add(i);
                lines.add(command(commands.rcpt(mail.recipients().get(i))));
            }
        }
        int window = peer.offers("PIPELINING") ? WINDOW : 1;
        int end = lines.size() + (start == null ? 0 : 1);
        int sent = 0;
        PeerReply reply = null;
        for (int answered = 0; answered < end; answered++) {
            boolean last = answered == lines.size();
            if (window == 1 && (last ? accepted == 0 : answered > 0 && outcomesAreSettled(asked, answered))) {
                return null;
            }
            if (sent < end && sent - answered <= window / 2) {
                var group = new ByteArrayOutputStream();
                int groupEnd = Math.min(end, answered + window);
                int count = groupEnd - sent;
                boolean withStart = groupEnd > lines.size();
                while (sent < groupEnd) {
                    group.writeBytes(sent < lines.size() ? lines.get(sent) : start);
                    sent++;
                }
                boolean written = wire.write(group.toByteArray(), count, timeouts.block());
                endSent |= written && withStart && endsContent;
            }
            reply = wire.reply(last ? endsContent ? timeouts.end() : timeouts.dataStart() : timeouts.reply());
            if (answered == 0) {
                toMail(reply);
            } else if (!last) {
                toRcpt(asked.get(answered - 1), reply);
            }
            if (reply.isClosing()) {
                throw SessionFailure.refused(SessionFailure.Kind.BROKEN, "", reply);
            }
        }
        return start == null ? null : reply;
    }

    /** Without pipelining: nobody is left to be asked about. */
    private boolean outcomesAreSettled(List<Integer> asked, int answered) {
        return outcomes[asked.get(answered - 1)] != null;
    }

    private void toMail(PeerReply reply) throws SessionFailure {
        if (!isEnd(reply)) {
            throw SessionFailure.noSmtp("The peer's reply to MAIL makes no sense: " + reply);
        }
        if (!reply.isPositive()) {
            settle(Outcome.of(reply));
        }
    }

    private void toRcpt(int recipient, PeerReply reply) throws SessionFailure {
        if (!isEnd(reply)) {
            throw SessionFailure.noSmtp("The peer's reply to RCPT makes no sense: " + reply);
        }
        if (outcomes[recipient] != null) {
            return; // MAIL was refused
        }
        if (reply.isPositive()) {
            accepted++;
        } else {
            outcomes[recipient] = Outcome.ofRecipient(reply);
        }
    }

    private void data(PeerReply reply, byte[] first, ContentPieces pieces) throws IOException, SessionFailure {
        if (reply.code() != START_DATA) {
            if (reply.isPositive() || !isEnd(reply)) {
                throw SessionFailure.noSmtp("The peer's reply to DATA makes no sense: " + reply);
            }
            settle(reply);
            return;
        }
        if (accepted == 0) {
            // RFC 2920 3.1: the peer takes a mail for nobody.
            wire.write(command("."), 1, timeouts.block());
            settle(wire.reply(timeouts.end()));
            return;
        }
        byte[] piece = first;
        while (!pieces.isAtEnd()) {
            wire.write(piece, 0, timeouts.block());
            wire.check();
            piece = pieces.next();
        }
        byte[] last = Arrays.copyOf(piece, piece.length + 3);
        System.arraycopy(command("."), 0, last, piece.length, 3);
        endSent = wire.write(last, 1, timeouts.block());
        end(wire.reply(timeouts.end()));
    }

    // RFC 3030 2
    private void chunks(byte[] first, ContentPieces pieces) throws IOException, SessionFailure {
        byte[] piece = first;
        boolean before = false;
        while (!pieces.isAtEnd()) {
            wire.write(chunk(piece, false), 1, timeouts.block());
            // One chunk is under way while the next is read.
            if (before && !taken(wire.reply(timeouts.block()), 1)) {
                return;
            }
            before = true;
            piece = pieces.next();
        }
        if (before && !taken(wire.reply(timeouts.block()), 0)) {
            return;
        }
        endSent = wire.write(chunk(piece, true), 1, timeouts.block());
        end(wire.reply(timeouts.end()));
    }

    /** Returns whether the peer took a chunk; if not, the transaction is over. */
    private boolean taken(PeerReply reply, int moreUnderWay) throws SessionFailure {
        if (reply.isPositive()) {
            return true;
        }
        if (!isEnd(reply)) {
            throw SessionFailure.noSmtp("The peer's reply to BDAT makes no sense: " + reply);
        }
        settle(reply);
        for (int i = 0; i < moreUnderWay; i++) {
            wire.reply(timeouts.block());
        }
        return false;
    }

    private void end(PeerReply reply) throws SessionFailure {
        if (!isEnd(reply)) {
            throw SessionFailure.noSmtp("The peer's reply to the end of the mail makes no sense: " + reply);
        }
        settle(reply);
        complete = accepted > 0;
    }

    /** Returns whether a reply ends a command: neither 354 where it does not belong nor anything unknown. */
    private static boolean isEnd(PeerReply reply) {
        return reply.isPositive() || reply.isTemporary() || reply.isPermanent();
    }

    private void settle(PeerReply reply) {
        settle(Outcome.of(reply));
        if (reply.isClosing()) {
            wire.close();
        }
    }

    private void settle(Outcome outcome) {
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                outcomes[i] = outcome;
            }
        }
    }

    private static byte[] chunk(byte[] piece, boolean last) {
        byte[] command = command("BDAT " + piece.length + (last ? " LAST" : ""));
        byte[] chunk = Arrays.copyOf(command, command.length + piece.length);
        System.arraycopy(piece, 0, chunk, command.length, piece.length);
        return chunk;
    }

    /** Returns a command line; what is beyond ASCII is in UTF-8 (RFC 6531 3.3). */
    static byte[] command(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
