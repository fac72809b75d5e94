package org.letterwing.authentication.arc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.Failure;
import org.letterwing.authentication.dkim.FieldWriter;
import org.letterwing.authentication.dkim.MessageSigner;
import org.letterwing.authentication.dkim.SigningKey;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/** Goes on with the chain of a message, or begins one (RFC 8617 5.1). Immutable. */
public final class ArcSealer {

    private static final Pattern UNFOLDED = Pattern.compile("\\r(?!\\n)|(?<!\\r)\\n|\\r\\n(?![ \\t])");

    private final String authservId;
    private final String domain;
    private final SigningKey key;

    /**
     * Seals for a domain.
     *
     * @param authservId who has checked the message (RFC 8601 2.5)
     * @param domain of A-labels
     */
    public ArcSealer(String authservId, String domain, SigningKey key) {
        this.authservId = authservId;
        this.domain = domain;
        this.key = key;
    }

    /**
     * Returns the three fields to put before the message, which are UTF-8; empty if nobody may go on with its chain, for it was
     * found broken before or has all the sets that it may have, or if the header is not whole.
     *
     * @param header of the message as it goes on
     * @param bodies which {@link MessageSigner#prepare} was called for, after the body as it goes on
     * @param chain what became of the check of the message as it came
     * @param results what was found, as Authentication-Results has it behind the authserv-id, folded or not
     * @throws IllegalArgumentException if the results are not folded rightly
     */
    public Optional<String> seal(
            MessageHeader header, BodyHashes bodies, ArcResult chain, String results, Instant now) {
        if (UNFOLDED.matcher(results).find()) {
            throw new IllegalArgumentException("Results would be more than one field");
        }
        int highest = ArcSet.highest(header);
        if (!header.isWhole() || chain.ended() || highest >= ArcSet.MOST) {
            return Optional.empty();
        }
        String instance = Integer.toString(highest + 1);
        String found = "ARC-Authentication-Results: i=" + instance + "; " + authservId + ";\r\n " + results + "\r\n";
        String signature = new MessageSigner(domain, key)
                .sign(
                        new FieldWriter("ARC-Message-Signature").tag("i", instance),
                        header,
                        bodies,
                        now,
                        "dkim-signature"); // RFC 8617 4.1.2
        var input = new SealInput();
        for (ArcSet set : sealed(header, chain)) {
            set.fields().forEach(input::add);
        }
        input.add(field(found));
        input.add(field(signature));
        FieldWriter seal = new FieldWriter("ARC-Seal")
                .tag("i", instance)
                .tag("a", key.algorithm().toString())
                .tag("cv", chain.status().toString())
                .tag("d", domain)
                .tag("s", key.selector())
                .tag("t", Long.toString(now.getEpochSecond()));
        return Optional.of(seal.signed(key.sign(input.with(seal.unsigned()))) + signature + found);
    }

    /** RFC 8617 5.1.2: of a broken chain nothing is sealed. */
    private static List<ArcSet> sealed(MessageHeader header, ArcResult chain) {
        try {
            return chain.status() == ChainStatus.PASS ? ArcSet.all(header) : List.of();
        } catch (Failure e) {
            throw new IllegalArgumentException("The chain was changed since it was checked", e);
        }
    }

    private static HeaderField field(String text) {
        return HeaderField.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
