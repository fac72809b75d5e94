package org.letterwing.directory;

import java.util.Optional;

/**
 * The Punycode encoding of one label (RFC 3492), without the prefix {@code xn--}.
 *
 * <p>{@link java.net.IDN} has one too, but only behind IDNA2003's mapping, which makes {@code strasse} of
 * {@code straße}: another domain.
 */
final class Punycode {

    // RFC 3492 5
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /** Encodes a label of at most 63 characters (RFC 3492 6.3). */
    static String encode(String label) {
        StringBuilder output = new StringBuilder();
        label.chars().filter(c -> c < INITIAL_N).forEach(c -> output.append((char) c));
        int basic = output.length();
        int handled = basic;
        int length = label.codePointCount(0, label.length());
        if (basic > 0) {
            output.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        while (handled < length) {
            int last = n;
            int next = label.codePoints()
                    .filter(c -> c >= last)
                    .min()
                    .orElseThrow(); // there are some as not all are handled
            delta += (next - n) * (handled + 1);
            n = next;
            for (int c : label.codePoints().toArray()) {
                if (c < n) {
                    delta++;
                } else if (c == n) {
                    appendNumber(output, delta, bias);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return output.toString();
    }

    private static void appendNumber(StringBuilder output, int number, int bias) {
        int rest = number;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                output.append(digit(rest));
                return;
            }
            output.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /** Decodes a label of at most 63 characters (RFC 3492 6.2); empty if it is no Punycode. */
    static Optional<String> decode(String text) {
        int basic = Math.max(text.lastIndexOf('-'), 0);
        StringBuilder output = new StringBuilder(text.substring(0, basic));
        int length = basic;
        int in = basic > 0 ? basic + 1 : 0;
        int n = INITIAL_N;
        int i = 0;
        int bias = INITIAL_BIAS;
        while (in < text.length()) {
            int before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = in < text.length() ? Character.digit(text.charAt(in), BASE) : -1;
                if (digit < 0) {
                    return Optional.empty();
                }
                // Character.digit counts 0-9, a-z, and Punycode a-z, 0-9
                int value = digit < 10 ? digit + 26 : digit - 10;
                in++;
                long sum = i + value * weight;
                if (sum > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                i = (int) sum;
                int threshold = threshold(k, bias);
                if (value < threshold) {
                    break;
                }
                weight *= BASE - threshold;
                if (weight > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
            }
            length++;
            bias = adapt(i - before, length, before == 0);
            n += i / length;
            i %= length;
            if (n > Character.MAX_CODE_POINT) {
                return Optional.empty();
            }
            output.insert(output.offsetByCodePoints(0, i), Character.toString(n));
            i++;
        }
        return Optional.of(output.toString());
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    // RFC 3492 6.1
    private static int adapt(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }
}
