package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.DnsName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets as a mail: what is read are domains, and a line more of the header does not change what was said. */
class FromDomainsFuzzTest {

    @FuzzTest(maxDuration = "15s")
    void octetsHaveAuthorDomainsOrNone(byte[] mail) {
        var domains = FromDomains.of(mail);
        assertTrue(domains.size() <= 16);
        for (String domain : domains) {
            assertEquals(Optional.of(domain), DnsName.of(domain));
        }
        byte[] subject = "Subject: x\r\n".getBytes(StandardCharsets.US_ASCII);
        var longer = new byte[subject.length + mail.length];
        System.arraycopy(subject, 0, longer, 0, subject.length);
        System.arraycopy(mail, 0, longer, subject.length, mail.length);
        assertTrue(domains.isEmpty() || domains.equals(FromDomains.of(longer)));
    }
}
