package org.letterwing.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A mail whose bodies were encoded, where they have octets that its way does not allow (RFC 6152 3, RFC 3030 3). All else
 * stays octet for octet: header fields, other bodies, what stands between parts. It is made anew each time it is read.
 */
public final class Recoded {

    /** A mail that can be read several times; only CR LF ends a line. */
    @FunctionalInterface
    public interface Source {

        /** Opens the mail from its start. */
        InputStream open() throws IOException;
    }

    private final Source source;
    private final List<Treatment> plan;
    private long size;
    private boolean eightBit;

    private Recoded(Source source, List<Treatment> plan) {
        this.source = source;
        this.plan = plan;
    }

    /**
     * Finds out how a mail is to be recoded; reads it twice.
     *
     * @param allowed {@link TransferEncoding#SEVEN_BIT} or {@link TransferEncoding#EIGHT_BIT}
     * @throws InconvertibleException if it can't be done without damage
     */
    public static Recoded of(Source source, TransferEncoding allowed) throws IOException, InconvertibleException {
        var survey = new Survey(allowed);
        MimeReader.read(source.open(), survey);
        var recoded = new Recoded(source, survey.plan());
        recoded.measure();
        return recoded;
    }

    private void measure() throws IOException {
        byte[] octets = new byte[16 * 1024];
        try (InputStream in = open()) {
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                size += count;
                for (int i = 0; i < count; i++) {
                    eightBit |= octets[i] < 0;
                }
            }
        }
    }

    /** Returns the size in octets. */
    public long size() {
        return size;
    }

    /** Returns whether there are octets beyond ASCII. */
    public boolean isEightBit() {
        return eightBit;
    }

    /** Opens it from its start. */
    public InputStream open() throws IOException {
        return new RecodingStream(source.open(), plan);
    }
}
