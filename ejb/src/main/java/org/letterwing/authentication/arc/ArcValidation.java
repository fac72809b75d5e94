package org.letterwing.authentication.arc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.Failure;
import org.letterwing.authentication.dkim.KeyLookup;
import org.letterwing.authentication.dkim.MessageSignature;
import org.letterwing.authentication.dkim.Seal;
import org.letterwing.authentication.dkim.SignatureCheck;
import org.letterwing.authentication.dkim.SignerKeys;
import org.letterwing.authentication.dkim.TagList;
import org.letterwing.authentication.dkim.Verdict;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/**
 * Validates the chain of one message (RFC 8617 5.2). The questions for all keys are on their way at once, and the body is
 * read while they are. Not thread-safe.
 */
public final class ArcValidation {

    /** A seal whose key was asked for. */
    private record Sealing(Seal seal, SignerKeys keys) {}

    private final MessageHeader header;
    private final KeyLookup keys;
    private final BodyHashes bodies;
    private final Instant now;

    private final List<Sealing> seals = new ArrayList<>();
    private final List<Optional<SignatureCheck>> signatures = new ArrayList<>();
    private List<ArcSet> sets = List.of();
    private Failure failure;
    private boolean ended;

    /**
     * Begins to validate.
     *
     * @param header of the message
     * @param keys where they are asked for
     * @param bodies hashes the body, which is to be read after this
     * @param now the time of the check
     */
    public ArcValidation(MessageHeader header, KeyLookup keys, BodyHashes bodies, Instant now) {
        this.header = header;
        this.keys = keys;
        this.bodies = bodies;
        this.now = now;
        try {
            begin();
        } catch (Failure e) {
            failure = e;
        }
    }

    private void begin() throws Failure {
        if (!header.isWhole()) {
            throw ArcSet.broken("the header is too long");
        }
        ended = ArcSet.hasEnded(header);
        if (ended) {
            throw ArcSet.broken("it was broken before"); // RFC 8617 5.2 step 2
        }
        sets = ArcSet.all(header);
        List<Seal> read = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            read.add(seal(i));
        }
        if (sets.isEmpty()) {
            return;
        }
        MessageSignature newest = signature(sets.get(sets.size() - 1).signature());
        for (Seal seal : read) {
            seals.add(new Sealing(seal, keys.ask(seal.domain(), seal.selector())));
        }
        for (ArcSet set : sets.subList(0, sets.size() - 1)) {
            signatures.add(older(set.signature()));
        }
        signatures.add(Optional.of(check(newest)));
    }

    /** Reads a seal; its set counts from 0. */
    private Seal seal(int index) throws Failure {
        HeaderField field = sets.get(index).seal();
        TagList tags = ArcSet.tags(field);
        ChainStatus right = index == 0 ? ChainStatus.NONE : ChainStatus.PASS;
        if (!right.isSaidBy(tags)) {
            throw ArcSet.broken("a seal has a wrong status");
        }
        if (tags.get("h").isPresent()) {
            throw ArcSet.broken("a seal has a tag h="); // RFC 8617 4.1.3
        }
        return Seal.read(field, tags);
    }

    private MessageSignature signature(HeaderField field) throws Failure {
        MessageSignature signature = MessageSignature.read(field, ArcSet.tags(field), now);
        if (signature.names().contains("arc-seal")) {
            throw ArcSet.broken("a seal is signed"); // RFC 8617 4.1.2
        }
        return signature;
    }

    private SignatureCheck check(MessageSignature signature) {
        return new SignatureCheck(signature, header, keys, bodies);
    }

    /** A signature that is not the newest may be broken. */
    private Optional<SignatureCheck> older(HeaderField field) {
        try {
            return Optional.of(check(signature(field)));
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** Waits for the keys and returns what the chain is worth; to be called when the body was read. */
    public ArcResult result() {
        try {
            if (failure != null) {
                throw failure;
            }
            if (sets.isEmpty()) {
                return ArcResult.NONE;
            }
            signatures.get(signatures.size() - 1).orElseThrow().verify();
            verifySeals();
            return new ArcResult(
                    ChainStatus.PASS,
                    "",
                    false,
                    false,
                    oldestPass(),
                    seals.stream().map(sealing -> sealing.seal.domain()).toList(),
                    Optional.of(sets.get(sets.size() - 1).payload()));
        } catch (Failure e) {
            return ArcResult.failed(e.getMessage(), e.verdict() == Verdict.TEMPERROR, ended);
        }
    }

    private void verifySeals() throws Failure {
        var input = new SealInput();
        for (int i = 0; i < seals.size(); i++) {
            ArcSet set = sets.get(i);
            Seal seal = seals.get(i).seal;
            input.add(set.results());
            input.add(set.signature());
            seals.get(i).keys.verify(seal.algorithm(), input.with(seal.unsigned()), seal.signature());
            input.add(set.seal());
        }
    }

    /** RFC 8617 5.2 step 5. */
    private int oldestPass() {
        int oldest = signatures.size();
        while (oldest > 1 && passes(signatures.get(oldest - 2))) {
            oldest--;
        }
        return oldest == 1 ? 0 : oldest;
    }

    private static boolean passes(Optional<SignatureCheck> check) {
        try {
            if (check.isPresent()) {
                check.get().verify();
            }
            return check.isPresent();
        } catch (Failure e) {
            return false;
        }
    }
}
