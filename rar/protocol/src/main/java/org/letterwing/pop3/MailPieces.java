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
    private long offset;

    MailPieces(Maildrop maildrop, Mail mail) {
        this.maildrop = maildrop;
        this.mail = mail;
    }

    @Override
    public boolean hasNext() {
        return offset < mail.size();
    }

    @Override
    public CompletionStage<byte[]> next() {
        return maildrop.read(mail, offset).thenApply(this::count);
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
