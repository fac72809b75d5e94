package org.letterwing.authentication.dkim;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.message.TestMessages;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The signed messages of the RFCs' examples. */
class RfcExampleTest {

    private static final ZoneNames DNS = new ZoneNames()
            .with(
                    "brisbane._domainkey.example.com",
                    "TXT",
                    "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkM"
                            + "oGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/R"
                            + "tdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToI"
                            + "MmPSPDdQPNUYckcQ2QIDAQAB")
            .with(
                    "brisbane._domainkey.football.example.com",
                    "TXT",
                    "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
            .with(
                    "test._domainkey.football.example.com",
                    "TXT",
                    "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
                            + "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutAC"
                            + "DfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3"
                            + "Ip3G+2kryOTIKT+l/K4w3QIDAQAB");

    // RFC 6376 A.2
    private static final String SIMPLE = """
            DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
                  c=simple/simple; q=dns/txt; i=joe@football.example.com;
                  h=Received : From : To : Subject : Date : Message-ID;
                  bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                  b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
                  4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
                  KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
                  4bmp/YzhwvcubU4=;
            Received: from client1.football.example.com  [192.0.2.1]
                  by submitserver.example.com with SUBMISSION;
                  Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game. Are you hungry yet?

            Joe.
            """;

    // RFC 8463 A.3
    private static final String DOUBLE = """
            DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=brisbane; t=1528637909; h=from : to :
             subject : date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
             Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
            DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
             d=football.example.com; i=@football.example.com;
             q=dns/txt; s=test; t=1528637909; h=from : to : subject :
             date : message-id : from : subject : date;
             bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
             b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
             DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
             dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """;

    @Test
    void aSimpleSignaturePasses() {
        assertEquals(
                List.of(new DkimResult(
                        Verdict.PASS,
                        "example.com",
                        "joe@football.example.com",
                        "brisbane",
                        "rsa-sha256",
                        "AuUoFEfD",
                        "",
                        false,
                        false)),
                Checks.verify(TestMessages.octets(SIMPLE), DNS));
    }

    @Test
    void bothSignaturesPass() {
        assertEquals("pass, pass", Checks.outcome(TestMessages.octets(DOUBLE), DNS));
    }

    @Test
    void linesMayEndWithLfAlone() {
        assertEquals("pass", Checks.outcome(SIMPLE.getBytes(StandardCharsets.US_ASCII), DNS));
        assertEquals("pass, pass", Checks.outcome(DOUBLE.getBytes(StandardCharsets.US_ASCII), DNS));
    }

    @Test
    void whatWasChangedFails() {
        assertEquals(
                "fail: the signature does not verify",
                Checks.outcome(TestMessages.octets(SIMPLE.replace("Suzie", "suzie")), DNS));
        assertEquals(
                "fail: the body was changed",
                Checks.outcome(TestMessages.octets(SIMPLE.replace("hungry", "Hungry")), DNS));
        assertEquals(
                "fail: the body was changed, fail: the body was changed",
                Checks.outcome(TestMessages.octets(DOUBLE.replace("hungry", "Hungry")), DNS));
        assertEquals(
                "fail: the signature does not verify, fail: the signature does not verify",
                Checks.outcome(TestMessages.octets(DOUBLE.replace("From:", "From: a@example.org\nFrom:")), DNS));
    }
}
