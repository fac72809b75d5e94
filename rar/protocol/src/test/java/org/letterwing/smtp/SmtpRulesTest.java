package org.letterwing.smtp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertFalse;

class SmtpRulesTest {

    private static final String RECIPIENT = "bob@example.org";

    private final Dialogue client = Dialogue.greeted();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aSessionHasSoManyMails() {
        for (int i = 0; i < Dialogue.RULES.mails() - 1; i++) {
            client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
            client.exchange("RSET", "250 2.0.0");
        }
        client.begin(RECIPIENT);
        client.send(".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        client.exchange("MAIL FROM:<alice@example.com>", "421 4.7.0");
        assertFalse(client.isOpen());
    }

    @Test
    void whoAsksForTooManyUnknownRecipientsHearsNoMore() {
        client.exchange("MAIL FROM:<alice@example.com>", "250 2.1.0");
        for (int i = 1; i < Dialogue.RULES.unknownRecipients(); i++) {
            client.exchange("RCPT TO:<nobody@example.org>", "550 5.1.1");
            client.exchange("RCPT TO:<bob@example.org>", "250 2.1.5");
        }
        client.send("RCPT TO:<nobody@example.org>\r\nRCPT TO:<bob@example.org>\r\n");
        client.expect("550 5.1.1 No such mailbox\r\n"
                + "421 4.7.0 Too many unknown recipients, send to the others in another session\r\n");
        assertFalse(client.isOpen());
    }

    @Test
    void linesOfAMailHaveALimit() {
        String longest = "x".repeat(Dialogue.RULES.lineOctets() - 2);
        client.begin(RECIPIENT);
        client.send("\r\n" + longest + "\r\nx\r\n.\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        for (String mail : new String[] {longest + "x\r\n", "x\r\n" + longest + "xxx"}) {
            client.begin(RECIPIENT);
            client.send("\r\n" + mail);
            client.send("\r\n.\r\n");
            client.expect("552 5.6.0 The mail has a line of more than 100000 octets\r\n");
        }
    }

    @Test
    void binaryMailsHaveNoLines() {
        client.exchange("MAIL FROM:<alice@example.com> BODY=BINARYMIME", "250 2.1.0");
        client.exchange("RCPT TO:<bob@example.org>", "250 2.1.5");
        client.send("BDAT 200002 LAST\r\n\r\n" + "x".repeat(200_000));
        client.expect("250 2.0.0 Taken\r\n");
    }

    @Test
    void theHeaderHasALimit() {
        String field = "X: " + "x".repeat(95) + "\r\n";
        client.begin(RECIPIENT);
        client.send(field.repeat(499) + "\r\n" + field.repeat(100) + ".\r\n");
        client.expect("250 2.0.0 Taken\r\n");
        client.begin(RECIPIENT);
        client.send(field.repeat(501) + "\r\n.\r\n");
        client.expect("552 5.3.4 The mail's header is larger than this server takes\r\n");
    }
}
