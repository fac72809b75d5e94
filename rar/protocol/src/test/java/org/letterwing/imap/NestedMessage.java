package org.letterwing.imap;

import java.util.List;

import org.letterwing.mailbox.Envelope;
import org.letterwing.mailbox.MessageStructure;
import org.letterwing.mailbox.Part;

/** A message with a text, a picture in base64, and another message with two parts, and what it is made of. */
final class NestedMessage {

    static final String INNER_HEADER =
            "From: bob@example.net\r\nSubject: Inner\r\n" + "Content-Type: multipart/alternative; boundary=in\r\n\r\n";

    static final String TEXT = """
            From: "Alice \\"A\\" Doe" <alice@example.com>
            To: friends: bob@example.net;
            Subject: Outer
             goes on
            X-Long: x
            Content-Type: multipart/mixed; boundary="out"

            before
            --out
            Content-Type: text/plain; charset=utf-8

            Hello,
            world
            --out
            Content-Type: image/png
            Content-Transfer-Encoding: base64
            Content-Disposition: attachment; filename=a.png

            AAECAwQF
            BgcICQ==
            --out
            Content-Type: message/rfc822

            """.replace("\n", "\r\n") + INNER_HEADER + """
                    --in
                    Content-Type: text/plain
                    Content-Transfer-Encoding: quoted-printable

                    J=C3=A4=
                    ger
                    --in
                    Content-Type: text/html

                    <p>x</p>
                    --in--
                    """.replace("\n", "\r\n") + "--out--\r\n";

    private static final List<Envelope.Address> ALICE =
            List.of(new Envelope.Address("Alice \"A\" Doe", "alice", "example.com"));
    private static final List<Envelope.Address> BOB = List.of(new Envelope.Address(null, "bob", "example.net"));
    private static final List<Envelope.Address> FRIENDS =
            List.of(new Envelope.Address(null, "friends", null), BOB.get(0), new Envelope.Address(null, null, null));

    private NestedMessage() {}

    static MessageStructure structure() {
        Part text =
                leaf("text", "plain", List.of(new Part.Parameter("charset", "utf-8")), "7bit", null, "Hello,", "world");
        Part picture = leaf("image", "png", List.of(), "base64", "attachment", "AAECAwQF", "BgcICQ==");
        Part plain = leaf("text", "plain", List.of(), "quoted-printable", null, "J=C3=A4=", "ger");
        Part html = leaf("text", "html", List.of(), "7bit", null, "<p>x</p>", "<p>x</p>");
        long inner = TEXT.indexOf(INNER_HEADER);
        long innerBody = inner + INNER_HEADER.length();
        long end = TEXT.indexOf("--in--") + "--in--".length();
        Part alternative = multipart("alternative", "in", inner, innerBody, end, List.of(plain, html));
        Part message = new Part(
                "message",
                "rfc822",
                List.of(),
                null,
                null,
                "7bit",
                null,
                null,
                List.of(),
                List.of(),
                null,
                TEXT.indexOf("Content-Type: message/rfc822"),
                inner,
                end,
                13,
                List.of(),
                new MessageStructure(envelope("Inner", BOB, List.of()), alternative));
        Part root =
                multipart("mixed", "out", 0, TEXT.indexOf("before"), TEXT.length(), List.of(text, picture, message));
        return new MessageStructure(envelope("Outer goes on", ALICE, FRIENDS), root);
    }

    private static Envelope envelope(String subject, List<Envelope.Address> from, List<Envelope.Address> to) {
        return new Envelope(null, subject, from, List.of(), List.of(), to, List.of(), List.of(), null, null);
    }

    private static Part multipart(String subtype, String boundary, long header, long body, long end, List<Part> parts) {
        return new Part(
                "multipart",
                subtype,
                List.of(new Part.Parameter("boundary", boundary)),
                null,
                null,
                "7bit",
                null,
                null,
                List.of(),
                List.of(),
                null,
                header,
                body,
                end,
                0,
                parts,
                null);
    }

    /** A part that begins with one text and ends with another one. */
    private static Part leaf(
            String type,
            String subtype,
            List<Part.Parameter> parameters,
            String encoding,
            String disposition,
            String first,
            String last) {
        int body = TEXT.indexOf("\r\n" + first) + 2;
        int header = TEXT.lastIndexOf("Content-Type: " + type + "/" + subtype, body);
        return new Part(
                type,
                subtype,
                parameters,
                null,
                null,
                encoding,
                null,
                disposition,
                disposition == null ? List.of() : List.of(new Part.Parameter("filename", "a.png")),
                List.of(),
                null,
                header,
                body,
                TEXT.indexOf(last, body) + last.length(),
                1,
                List.of(),
                null);
    }
}
