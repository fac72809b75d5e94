package org.letterwing.sasl;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

import com.ongres.saslprep.SASLprep;

/** Text in SASL's messages: UTF-8 that is checked, names that are prepared, and base64 lines. */
public final class SaslText {

    /** The longest line of an exchange in octets, its CR LF included (RFC 4954 4). */
    public static final int LINE_LIMIT = 12_288;

    private static final SASLprep SASLPREP = new SASLprep();
    private static final Pattern BAD_ESCAPE = Pattern.compile("=(?!2C|3D)");

    private SaslText() {}

    /**
     * Decodes a response as protocols send it.
     *
     * @return null if it is not base64 (RFC 4648 4) with its padding
     */
    public static byte[] decode(String base64) {
        if (base64.length() % 4 != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Encodes a challenge as protocols send it. */
    public static String encode(byte[] message) {
        return Base64.getEncoder().encodeToString(message);
    }

    /** Returns octets as text; null if they are not UTF-8. The caller wipes what is secret. */
    static char[] utf8(byte[] octets) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            char[] text = Arrays.copyOf(decoded.array(), decoded.length());
            Arrays.fill(decoded.array(), '\0');
            return text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Returns octets as text; null if they are not UTF-8. */
    static String text(byte[] octets) {
        char[] text = utf8(octets);
        return text == null ? null : new String(text);
    }

    /** Returns the name that a saslname stands for (RFC 5802 5.1), prepared; null if it is none. */
    static String name(String saslName) {
        return BAD_ESCAPE.matcher(saslName).find()
                ? null
                : prepareName(saslName.replace("=2C", ",").replace("=3D", "="));
    }

    /** Prepares a user's name (RFC 4013); one that can't be prepared is nobody's, and stays as it is. */
    static String prepareName(String name) {
        try {
            return new String(SASLPREP.prepareQuery(name.toCharArray()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // the latter when nothing is left
            return name;
        }
    }
}
