package org.letterwing.authentication.dkim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.letterwing.authentication.Names;

/** Asks DNS for the keys of one mail's signatures, for each once (RFC 6376 3.6.2). Not thread-safe. */
public final class KeyLookup {

    private final Names names;
    private final Map<String, CompletableFuture<List<String>>> questions = new HashMap<>();

    /** Asks the given DNS. */
    public KeyLookup(Names names) {
        this.names = names;
    }

    /** Asks for the keys of a selector, without waiting for them. */
    public SignerKeys ask(String domain, String selector) {
        String name = selector + "._domainkey." + domain;
        return new SignerKeys(name, questions.computeIfAbsent(name, names::texts));
    }
}
