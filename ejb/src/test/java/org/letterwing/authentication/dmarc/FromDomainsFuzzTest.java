package org.letterwing.authentication.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.authentication.DnsName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets as a mail: what is read are domains, and a line more of the header may make it doubtful, but not say
 * something else. */
class FromDomainsFuzzTest {

    @FuzzTest(maxDuration = "8s")
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
        var same = FromDomains.of(longer);
        assertTrue(domains.isEmpty() || same.isEmpty() || domains.equals(same));
    }
}
