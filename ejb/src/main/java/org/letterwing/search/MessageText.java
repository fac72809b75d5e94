package org.letterwing.search;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

/** Reads the text of a message, decoded: its header, and its text parts with the headers of messages in it. */
final class MessageText {

    /** Takes the text, piece by piece; each method returns whether more is wanted. */
    interface Sink {

        /** The message's own header. */
        boolean header(String text);

        /** Some text of its body. */
        boolean body(CharSequence text);

        /** A text of the body is over, and the next one does not go on with it. */
        void endOfText();
    }

    /** Octets of a message with text; the part is null if they are a header. */
    private record Region(long from, long to, Part part) {}

    private final Sink sink;
    private final List<Region> regions = new ArrayList<>();

    private MessageText(MessageStructure structure, Sink sink) {
        this.sink = sink;
        gather(structure);
    }

    /** Reads a message to the end of its last text, and closes it. */
    static void read(InputStream message, MessageStructure structure, Sink sink) throws IOException {
        try (InputStream octets = message) {
            new MessageText(structure, sink).read(octets);
        }
    }

    private void gather(MessageStructure structure) {
        Part root = structure.root();
        regions.add(new Region(root.header(), root.body(), null));
        gather(root);
    }

    private void gather(Part part) {
        part.parts().forEach(this::gather);
        if (part.message() != null) {
            gather(part.message());
        } else if (part.parts().isEmpty() && part.type().equalsIgnoreCase("text")) {
            regions.add(new Region(part.body(), part.end(), part));
        }
    }

    private void read(InputStream octets) throws IOException {
        long at = 0;
        boolean more = true;
        for (Region region : regions) {
            if (!more) {
                return;
            }
            octets.skipNBytes(Math.max(region.from() - at, 0));
            var slice = new Slice(octets, region.to() - region.from());
            more = region.part() == null ? header(slice, region.from() == 0) : body(slice, region.part());
            at = region.to() - slice.left;
            if (!region.equals(regions.get(0))) {
                sink.endOfText();
            }
        }
    }

    private boolean header(InputStream octets, boolean own) throws IOException {
        String text = HeaderText.of(octets.readNBytes(HeaderText.LONGEST)).all();
        return own ? sink.header(text) : sink.body(text);
    }

    private boolean body(InputStream octets, Part part) throws IOException {
        try (Reader text = new InputStreamReader(decoded(new BufferedInputStream(octets), part), charset(part))) {
            CharBuffer piece = CharBuffer.allocate(8192);
            while (text.read(piece) >= 0) {
                if (!sink.body(piece.flip())) {
                    return false;
                }
                piece.clear();
            }
        }
        return true;
    }

    private static InputStream decoded(InputStream octets, Part part) {
        return switch (part.encoding().toLowerCase(Locale.ROOT)) {
            case "base64" -> new Base64Stream(octets);
            case "quoted-printable" -> new QuotedPrintable(octets);
            default -> octets;
        };
    }

    private static Charset charset(Part part) {
        return part.parameters().stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase("charset"))
                .findFirst()
                .map(parameter -> EncodedWords.charset(parameter.value()).orElse(StandardCharsets.ISO_8859_1))
                .orElse(StandardCharsets.UTF_8);
    }

    /** So many octets of a stream, which stays open. */
    private static final class Slice extends InputStream {

        private final InputStream octets;
        private long left;

        private Slice(InputStream octets, long length) {
            this.octets = octets;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = octets.read(into, offset, (int) Math.min(length, left));
            left = count < 0 ? 0 : left - count;
            return count;
        }
    }
}
