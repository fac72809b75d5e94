package org.letterwing.authentication.dkim;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.letterwing.authentication.LookupException;
import org.letterwing.authentication.Names;

/** The keys that a domain has in DNS under one selector: there should be one, but there may be more. Not thread-safe. */
public final class SignerKeys {

    private static final int MOST_RECORDS = 4;

    private final String name;
    private final CompletableFuture<List<String>> answer;
    private final List<KeyRecord> records = new ArrayList<>();
    private Failure failure;
    private boolean read;

    SignerKeys(String name, CompletableFuture<List<String>> answer) {
        this.name = name;
        this.answer = answer;
    }

    /**
     * Waits for the keys and returns the one that made a signature.
     *
     * @param algorithm of the signature
     * @param octets what was signed
     * @param signature the signature
     * @throws Failure if none did
     */
    public KeyRecord verify(Algorithm algorithm, byte[] octets, byte[] signature) throws Failure {
        read();
        Failure reason = failure;
        for (KeyRecord record : records) {
            if (record.algorithm() != algorithm) {
                reason = new Failure(Verdict.PERMERROR, "the key is for another algorithm");
            } else if (algorithm.verifies(record.key(), octets, signature)) {
                return record;
            } else {
                reason = new Failure(Verdict.FAIL, "the signature does not verify");
            }
        }
        throw reason;
    }

    /** Waits for the keys and returns whether the domain is only trying DKIM. */
    boolean isTesting() {
        read();
        return records.stream().anyMatch(KeyRecord::testing);
    }

    private void read() {
        if (read) {
            return;
        }
        read = true;
        try {
            List<String> texts = Names.await(answer);
            failure = new Failure(Verdict.PERMERROR, "there is no key " + name);
            // RFC 6376 6.1.2: several may be tried
            texts.stream().limit(MOST_RECORDS).forEach(this::read);
        } catch (LookupException e) {
            failure = new Failure(Verdict.TEMPERROR, "no answer for the key " + name);
        }
    }

    private void read(String text) {
        try {
            records.add(KeyRecord.parse(text));
        } catch (Failure e) {
            failure = e;
        }
    }
}
