package org.letterwing.administration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.json.JsonObject;

/**
 * A strong entity tag (RFC 9110 8.8.3): another one for each other content of an answer.
 *
 * @param text with its quotation marks
 */
record EntityTag(String text) {

    private static final int OCTETS = 18;
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    static EntityTag of(JsonObject answer) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(answer.toString().getBytes(StandardCharsets.UTF_8));
            return new EntityTag("\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, OCTETS)) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }

    /** Returns whether a field If-Match means this. RFC 9110 13.1.1: by the strong comparison. */
    boolean isIn(String ifMatch) {
        return isIn(ifMatch, false);
    }

    /** Returns whether a field If-None-Match means this. RFC 9110 13.1.2: by the weak comparison. */
    boolean isWeaklyIn(String ifNoneMatch) {
        return isIn(ifNoneMatch, true);
    }

    private boolean isIn(String field, boolean weak) {
        if (field.strip().equals("*")) {
            return true;
        }
        Matcher tags = TAG.matcher(field);
        while (tags.find()) {
            if (tags.group(2).equals(text) && (weak || tags.group(1) == null)) {
                return true;
            }
        }
        return false;
    }
}
