package org.letterwing.it.mails;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * A mail of the samples. Its content can be opened as often as one likes, and is the same each time.
 *
 * @param name what is odd about it, such as {@code lone-dots}
 * @param wellFormed whether CR and LF come as CR LF alone, so that an SMTP server takes it; else it refuses it. The end
 *     may lack its CR LF even so: then the mail gains one on its way
 * @param content makes a stream of the content, which may be large
 */
public record SampleMail(String name, boolean wellFormed, Supplier<InputStream> content) {

    /** Opens the content. */
    public InputStream open() {
        return content.get();
    }

    /** Returns the content in one piece, up to 50 MB of it. */
    public byte[] octets() {
        try (InputStream stream = open()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
