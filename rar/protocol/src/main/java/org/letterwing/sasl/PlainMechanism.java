package org.letterwing.sasl;

import java.util.Arrays;

/** PLAIN (RFC 4616): authorization identity, user and password in one message. */
final class PlainMechanism implements Mechanism {

    private static final int PARTS = 3;

    @Override
    public Step next(byte[] response) {
        if (response == null) {
            return new Step.Challenge(new byte[0]);
        }
        char[] text = SaslText.utf8(response);
        Arrays.fill(response, (byte) 0);
        if (text == null) {
            return new Step.Malformed();
        }
        try {
            return check(text);
        } finally {
            Arrays.fill(text, '\0');
        }
    }

    private static Step check(char[] text) {
        int[] ends = new int[PARTS];
        int part = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\0') {
                if (part == PARTS - 1) {
                    return new Step.Malformed(); // RFC 4616 2: a password has no NUL
                }
                ends[part++] = i;
            }
        }
        if (part < PARTS - 1 || ends[1] == ends[0] + 1 || text.length == ends[1] + 1) {
            return new Step.Malformed(); // RFC 4616 2: neither user nor password is empty
        }
        String authorizationId = new String(text, 0, ends[0]);
        String user = new String(text, ends[0] + 1, ends[1] - ends[0] - 1);
        char[] password = Arrays.copyOfRange(text, ends[1] + 1, text.length);
        return PasswordCheck.of(SaslText.prepareName(authorizationId), SaslText.prepareName(user), password);
    }
}
