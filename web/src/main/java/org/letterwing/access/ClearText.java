package org.letterwing.access;

import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.settings.Settings;

/** Whether a password may come with a request, by the setting {@code letterwing.auth.plaintext}. */
public final class ClearText {

    /** Says to people why a password is not taken and what to do. */
    public static final String REFUSAL = "A password may not come over a connection without TLS from where you are."
            + " Use https, or change the setting letterwing.auth.plaintext.";

    private ClearText() {}

    /** Returns whether the connection is encrypted, or the setting allows passwords from the client without. */
    public static boolean allows(HttpServletRequest request) {
        return request.isSecure() || Settings.AUTH_PLAINTEXT.get().allows(GuardedLogin.client(request));
    }
}
