package org.letterwing.authentication.dkim;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.letterwing.authentication.message.HeaderField;

/**
 * Writes a field of tags, folded into lines of at most 78 characters (RFC 5322 2.1.1) where its values can be. Not
 * thread-safe.
 */
public final class FieldWriter {

    private static final int LINE = 78;

    private final StringBuilder text = new StringBuilder();
    private int column;

    /** Begins a field. */
    public FieldWriter(String name) {
        text.append(name).append(':');
        column = text.length();
    }

    /** Adds a tag whose value can't be folded. */
    public FieldWriter tag(String name, String value) {
        return add(" ", name + "=" + value + ";");
    }

    /** Adds a tag with a list of words. */
    public FieldWriter words(String name, List<String> words) {
        String before = " ";
        String piece = name + "=";
        for (int i = 0; i < words.size(); i++) {
            add(before, piece + words.get(i) + (i == words.size() - 1 ? ";" : ":"));
            before = "";
            piece = "";
        }
        return this;
    }

    /** Adds a tag with octets. */
    public FieldWriter octets(String name, byte[] value) {
        return tag(name, Base64.getEncoder().encodeToString(value));
    }

    /** Adds an empty tag {@code b}, the last one; returns the field as it is signed (RFC 6376 3.7). */
    public HeaderField unsigned() {
        add(" ", "b=");
        return HeaderField.of((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the field with the signature in the tag {@code b}, and its line end. */
    public String signed(byte[] signature) {
        for (char c : Base64.getEncoder().encodeToString(signature).toCharArray()) {
            add("", String.valueOf(c));
        }
        return text.append("\r\n").toString();
    }

    private FieldWriter add(String before, String piece) {
        if (column + before.length() + piece.length() > LINE) {
            text.append("\r\n ");
            column = 1;
        } else {
            text.append(before);
            column += before.length();
        }
        text.append(piece);
        column += piece.length();
        return this;
    }
}
