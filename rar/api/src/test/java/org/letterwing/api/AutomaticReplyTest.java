package org.letterwing.api;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AutomaticReplyTest {

    private static final String MAIL = "From: Boss <boss@customer.example>\r\nReply-To: team@customer.example\r\n"
            + "Message-ID: <1@customer.example>\r\nReferences: <0@customer.example>\r\nSubject: ten apples\r\n";

    @Test
    void anAnswerGoesToTheEnvelopesSenderAndSaysWhatItIs() throws Exception {
        MimeMessage reply = mail("bob@customer.example", MAIL).prepareReply().orElseThrow();
        assertEquals("orders@shop.example", reply.getFrom()[0].toString());
        assertEquals(1, reply.getAllRecipients().length);
        assertEquals("bob@customer.example", reply.getAllRecipients()[0].toString());
        assertEquals("Re: ten apples", reply.getSubject());
        assertEquals("<1@customer.example>", reply.getHeader("In-Reply-To", null));
        assertEquals(
                "<0@customer.example> <1@customer.example>",
                reply.getHeader("References", null).replaceAll("\\s+", " "));
        assertEquals("auto-replied", reply.getHeader("Auto-Submitted", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated\r\n",
                "Auto-Submitted: auto-replied (vacation)\r\n",
                "List-Id: <news.example>\r\n",
                "Precedence: bulk\r\n"
            })
    void programsAreNotAnswered(String field) throws Exception {
        assertEquals(
                Optional.empty(), mail("bob@customer.example", field + MAIL).prepareReply());
    }

    @Test
    void nobodyIsNotAnswered() throws Exception {
        assertEquals(Optional.empty(), mail("", MAIL).prepareReply());
    }

    @Test
    void peopleWhoSaySoAreAnswered() throws Exception {
        assertTrue(mail("bob@customer.example", "Auto-Submitted: no\r\n" + MAIL)
                .prepareReply()
                .isPresent());
    }

    private static InboundMail mail(String sender, String header) {
        byte[] content = (header + "\r\nplease\r\n").getBytes(StandardCharsets.US_ASCII);
        Envelope envelope = new Envelope(sender, List.of(new Recipient("orders@shop.example")), Set.of());
        return new InboundMail() {
            @Override
            public UUID deliveryId() {
                return new UUID(0, 1);
            }

            @Override
            public Envelope envelope() {
                return envelope;
            }

            @Override
            public SessionFacts session() {
                return new SessionFacts(
                        "smtp",
                        new InetSocketAddress("192.0.2.1", 25),
                        "c.example",
                        Optional.empty(),
                        Optional.empty());
            }

            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream openContent() {
                return new ByteArrayInputStream(content);
            }
        };
    }
}
