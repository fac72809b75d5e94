package org.letterwing.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.letterwing.spool.MailContent;

/** A mail system that takes mail for everybody but a few, and keeps it in a list. */
class TestBackend implements SmtpBackend {

    static final Reply TAKEN = Reply.of(250, "2.0.0", "Taken");

    /** What a mail was when it was delivered. */
    record Delivered(MailTransaction transaction, String content, long size) {

        /** Returns the content after the server's own line. */
        String sent() {
            return content.replaceFirst("^Received:.*\r\n([ \t].*\r\n)*", "");
        }
    }

    final List<Delivered> delivered = Collections.synchronizedList(new ArrayList<>());
    final List<String> asked = new ArrayList<>();
    Reply refusal;
    CompletionStage<Reply> deliveryAnswer = CompletableFuture.completedStage(TAKEN);
    CompletableFuture<RecipientReply> laterAnswer = new CompletableFuture<>();

    @Override
    public Optional<Reply> refuseSession(SmtpSession session) {
        return Optional.ofNullable(refusal);
    }

    @Override
    public CompletionStage<Optional<Reply>> refuseSender(SmtpSession session, List<String> addresses) {
        asked.addAll(addresses);
        boolean own = addresses.stream()
                .allMatch(address -> address.equals(session.user().orElseThrow()));
        return CompletableFuture.completedStage(
                own ? Optional.empty() : Optional.of(Reply.of(550, "5.7.1", "Not your address")));
    }

    @Override
    public CompletionStage<RecipientReply> recipient(MailTransaction transaction, String address) {
        return switch (address.substring(0, Math.max(address.indexOf('@'), 0))) {
            case "nobody" -> answer(Reply.of(550, "5.1.1", "No such mailbox"));
            case "later" -> laterAnswer;
            case "broken" -> throw new IllegalStateException("The directory is broken");
            case "silent" -> CompletableFuture.completedStage(null);
            default -> answer(Reply.of(250, "2.1.5", "Recipient OK"));
        };
    }

    static CompletionStage<RecipientReply> answer(Reply reply) {
        return CompletableFuture.completedStage(new RecipientReply(reply, reply.enhancedCode()));
    }

    @Override
    public CompletionStage<Reply> deliver(MailTransaction transaction, MailContent content) {
        try (content;
                InputStream stream = content.open()) {
            String octets = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
            delivered.add(new Delivered(transaction, octets, content.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deliveryAnswer;
    }

    Delivered last() {
        return delivered.get(delivered.size() - 1);
    }
}
