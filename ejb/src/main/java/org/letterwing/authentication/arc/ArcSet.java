package org.letterwing.authentication.arc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.letterwing.authentication.dkim.Failure;
import org.letterwing.authentication.dkim.TagList;
import org.letterwing.authentication.dkim.Verdict;
import org.letterwing.authentication.message.HeaderField;
import org.letterwing.authentication.message.MessageHeader;

/**
 * The three fields that one sealer has added (RFC 8617 4.1).
 *
 * @param results what it found
 * @param signature what it passed on
 * @param seal what ties both to those before
 */
record ArcSet(HeaderField results, HeaderField signature, HeaderField seal) {

    /** How many sets there may be (RFC 8617 4.2.1). */
    static final int MOST = 50;

    private static final String RESULTS = "arc-authentication-results";
    private static final String SIGNATURE = "arc-message-signature";
    private static final String SEAL = "arc-seal";

    /**
     * Returns the sets of a message, the oldest first.
     *
     * @throws Failure if one is not whole, is missing, or is there twice (RFC 8617 5.2 step 3)
     */
    static List<ArcSet> all(MessageHeader header) throws Failure {
        List<HeaderField> results = ordered(header, RESULTS);
        List<HeaderField> signatures = ordered(header, SIGNATURE);
        List<HeaderField> seals = ordered(header, SEAL);
        if (results.size() != seals.size() || signatures.size() != seals.size()) {
            throw broken("a set is not whole");
        }
        List<ArcSet> sets = new ArrayList<>();
        for (int i = 0; i < seals.size(); i++) {
            sets.add(new ArcSet(results.get(i), signatures.get(i), seals.get(i)));
        }
        return sets;
    }

    /** Returns the fields of a name in the order of their instances, which must be those from 1. */
    private static List<HeaderField> ordered(MessageHeader header, String name) throws Failure {
        List<HeaderField> fields = header.fields(name);
        if (fields.size() > MOST) {
            throw broken("there are too many sets");
        }
        var ordered = new HeaderField[fields.size()];
        for (HeaderField field : fields) {
            int instance = instance(field);
            if (instance < 1 || instance > ordered.length || ordered[instance - 1] != null) {
                throw broken("the instances are not in sequence");
            }
            ordered[instance - 1] = field;
        }
        return List.of(ordered);
    }

    /** Returns the highest instance of any field, {@link #MOST} if there are very many, and 0 if there is none. */
    static int highest(MessageHeader header) {
        int highest = 0;
        for (String name : List.of(RESULTS, SIGNATURE, SEAL)) {
            List<HeaderField> fields = header.fields(name);
            if (fields.size() > MOST) {
                return MOST;
            }
            for (HeaderField field : fields) {
                highest = Math.max(highest, instance(field));
            }
        }
        return highest;
    }

    /** Returns whether the newest seal says that the chain was found broken, whatever else is in the header. */
    static boolean hasEnded(MessageHeader header) {
        return header.fields(SEAL).stream()
                .limit(MOST)
                .max(Comparator.comparingInt(ArcSet::instance))
                .flatMap(field -> TagList.parse(field.body()))
                .filter(ChainStatus.FAIL::isSaidBy)
                .isPresent();
    }

    /** Returns the instance of a field; 0 if it can't be told. */
    private static int instance(HeaderField field) {
        String body = field.body();
        int end = body.indexOf(';');
        // What follows in ARC-Authentication-Results is no list of tags.
        String text = field.name().equals(RESULTS) && end >= 0 ? body.substring(0, end) : body;
        int instance = TagList.parse(text)
                .flatMap(tags -> tags.get("i"))
                .filter(digits -> digits.matches("[0-9]{1,2}"))
                .map(Integer::parseInt)
                .orElse(0);
        return instance > MOST ? 0 : instance;
    }

    /** Returns the tags of a signature or a seal. */
    static TagList tags(HeaderField field) throws Failure {
        return TagList.parse(field.body()).orElseThrow(() -> broken("a field is malformed"));
    }

    static Failure broken(String reason) {
        return new Failure(Verdict.FAIL, reason);
    }

    /** Returns what the sealer found: its authserv-id and results, unfolded. */
    String payload() {
        String body = results.body();
        String text = body.substring(body.indexOf(';') + 1).replace("\r", "").replace("\n", "");
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
    }

    /** Returns all fields in the order in which a seal covers them (RFC 8617 5.1.1). */
    Stream<HeaderField> fields() {
        return Stream.of(results, signature, seal);
    }
}
