package org.letterwing.authentication.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ChainStatus;
import org.letterwing.authentication.arc.Chains;
import org.letterwing.authentication.message.TestMessages;
import org.letterwing.settings.Settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which forwarded mail is sealed, and what the seal says. */
class ForwardSealerTest {

    private static final String HOST = Settings.HOSTNAME.get();
    private static final String MAIL = "From: stranger@elsewhere.example\n\nHello\n";

    @TempDir
    Path folder;

    private TestDomains domains;

    @BeforeEach
    void manage() {
        domains = new TestDomains(new KeySecret(Optional.empty(), folder))
                .with("example.com", KeyState.ACTIVE)
                .with("example.net", KeyState.ACTIVE);
    }

    @Test
    void aMailIsSealedWithWhatThisServerFound() throws Exception {
        byte[] sealed = sealed("example.com", results("spf=pass smtp.mailfrom=stranger@elsewhere.example"), MAIL);
        ArcResult chain = Chains.validate(sealed, domains.names());
        assertEquals(ChainStatus.PASS, chain.status(), chain.reason());
        assertEquals(List.of("example.com"), chain.sealers());
        assertEquals(
                HOST + "; spf=pass smtp.mailfrom=stranger@elsewhere.example",
                chain.authenticationResults().orElseThrow());
    }

    @Test
    void aChainThatIsWholeGoesOn() throws Exception {
        byte[] once = sealed("example.com", results("spf=pass"), MAIL);
        byte[] twice = sealed("example.net", results("arc=pass"), new String(once, StandardCharsets.US_ASCII));
        ArcResult chain = Chains.validate(twice, domains.names());
        assertEquals(ChainStatus.PASS, chain.status(), chain.reason());
        assertEquals(List.of("example.com", "example.net"), chain.sealers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"arc=fail", "arc=policy"})
    void aChainThatIsBrokenEndsHere(String found) throws Exception {
        assertEquals("", fields("example.com", results(found) + MAIL));
    }

    @Test
    void aChainThatNobodyHasCheckedIsLeftAsItIs() throws Exception {
        byte[] once = sealed("example.com", results("spf=pass"), MAIL);
        String content = results("spf=temperror") + new String(once, StandardCharsets.US_ASCII).replace("\r\n", "\n");
        assertEquals("", fields("example.net", content));
    }

    @Test
    void whatOthersFoundIsNotSealed() throws Exception {
        assertEquals("", fields("example.com", MAIL));
        assertEquals("", fields("example.com", "Authentication-Results: mx.elsewhere.example; spf=pass\n" + MAIL));
    }

    @Test
    void aDomainWithoutKeysSealsNothing() throws Exception {
        assertEquals("", fields("elsewhere.example", results("spf=pass") + MAIL));
    }

    @Test
    void aHeaderThatSaysOfAChainWhatItIsNotGoesOnAsItIs() throws Exception {
        assertEquals("", fields("example.com", results("arc=pass") + "ARC-Seal: i=1; cv=none\n" + MAIL));
    }

    private static String results(String found) {
        return "Authentication-Results: " + HOST + ";\n " + found + "\n";
    }

    private byte[] sealed(String domain, String results, String mail) throws IOException {
        String content = results + mail.replace("\r\n", "\n");
        return TestMessages.join(fields(domain, content), TestMessages.octets(content));
    }

    private String fields(String domain, String content) throws IOException {
        var sealer = new ForwardSealer(domains.signing());
        byte[] fields = sealer.of(domain).sign(new ByteArrayInputStream(TestMessages.octets(content)));
        return new String(fields, StandardCharsets.US_ASCII);
    }
}
