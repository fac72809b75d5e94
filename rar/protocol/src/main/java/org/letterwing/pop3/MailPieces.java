package org.letterwing.pop3;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.letterwing.pop3.Pop3Backend.Mail;
import org.letterwing.pop3.Pop3Backend.Maildrop;

/** A mail's content, a slice at once. Fails unless the slices are together what the mail's size says. */
final class MailPieces implements Pieces {

    private final Maildrop maildrop;
    private final Mail mail;
    private CompletionStage<byte[]> start;
    private long offset;

    MailPieces(Maildrop maildrop, Mail mail) {
        this(maildrop, mail, null);
    }

    /** Begins with a start that is read already, or by somebody else. */
    MailPieces(Maildrop maildrop, Mail mail, CompletionStage<byte[]> start) {
        this.maildrop = maildrop;
        this.mail = mail;
        this.start = start;
    }

    @Override
    public boolean hasNext() {
        return offset < mail.size();
    }

    @Override
    public CompletionStage<byte[]> next() {
        CompletionStage<byte[]> slice = start == null ? maildrop.read(mail, offset) : start;
        start = null;
        return slice.thenApply(this::count);
    }

    private byte[] count(byte[] slice) {
        offset += slice.length;
        if (slice.length == 0 || offset > mail.size()) {
            throw new CompletionException(
                    new IOException("Mail " + mail.key() + " has " + mail.size() + " octets, but ends at " + offset));
        }
        return slice;
    }
}
