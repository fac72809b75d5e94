package org.letterwing.adapter;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeUtility;

import org.letterwing.api.InboundMail;

/** A mail while an application's methods are called: its header is read once, and its streams are closed at the end. */
final class OpenedMail implements Closeable {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final InboundMail mail;
    private final List<InputStream> streams = new ArrayList<>();
    private InternetHeaders header;

    OpenedMail(InboundMail mail) {
        this.mail = mail;
    }

    InboundMail mail() {
        return mail;
    }

    /** Opens the content, until this is closed. */
    InputStream content() throws IOException {
        InputStream in = mail.openContent();
        streams.add(in);
        return in;
    }

    /** Returns the bodies of all header fields of a name, decoded. */
    List<String> fields(String name) throws IOException, MessagingException {
        if (header == null) {
            // How large a header may be was looked at when the mail came.
            try (InputStream in = mail.openContent()) {
                header = new InternetHeaders(in, true);
            }
        }
        String[] bodies = header.getHeader(name);
        return bodies == null
                ? List.of()
                : Stream.of(bodies).map(OpenedMail::decoded).toList();
    }

    /** Decodes a field's body (RFC 2047). An encoded line break would be one in the mails that an application writes. */
    static String decoded(String body) {
        String text = MimeUtility.unfold(body);
        try {
            text = MimeUtility.decodeText(text);
        } catch (UnsupportedEncodingException e) {
            // RFC 2047 6.2: shown as it is
        }
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    @Override
    public void close() throws IOException {
        for (InputStream in : streams) {
            in.close();
        }
    }
}
