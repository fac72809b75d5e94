package org.letterwing.console;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Why mails were refused, as people read it.
 *
 * @param text the meaning of the code that their senders were told
 * @param mails how many they are
 */
public record RefusalReason(String text, long mails) {

    /** Those that have a text; what others mean, only their replies say. */
    private static final Set<String> KNOWN = Set.of(
            "4.2.2", "4.3.0", "4.3.2", "4.4.2", "4.7.0", "4.7.1", "5.1.1", "5.1.2", "5.1.10", "5.2.2", "5.3.4", "5.4.6",
            "5.6.0", "5.7.0", "5.7.1", "5.7.8", "5.7.26");

    /** Returns the reasons of refusals, those first that most mails have. */
    static List<RefusalReason> of(Map<String, Long> refusals, int most) {
        return refusals.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(refusal -> new RefusalReason(text(refusal.getKey()), refusal.getValue()))
                .toList();
    }

    private static String text(String code) {
        if (code.isEmpty()) {
            return Texts.text("reason.none");
        }
        return KNOWN.contains(code) ? Texts.text("reason." + code) : Texts.text("reason.code", code);
    }
}
