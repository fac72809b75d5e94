package org.letterwing.adapter;

import java.net.URL;
import java.util.Optional;

import org.letterwing.oauth.IntrospectedTokens;
import org.letterwing.oauth.SignedTokens;
import org.letterwing.oauth.TokenVerifier;
import org.letterwing.settings.Setting;
import org.letterwing.settings.SettingException;
import org.letterwing.settings.Settings;

/** Chooses by the settings how access tokens are verified. */
final class Tokens {

    private Tokens() {}

    /**
     * Makes the verifier.
     *
     * @return empty if no tokens are taken
     * @throws SettingException if a setting is missing
     */
    static Optional<TokenVerifier> verifier() {
        String claim = Settings.OAUTH_USER_CLAIM.get();
        Optional<URL> keys = Settings.OAUTH_JWKS.get();
        if (keys.isPresent()) {
            return Optional.of(new SignedTokens(
                    keys.get(), needed(Settings.OAUTH_ISSUER), needed(Settings.OAUTH_AUDIENCE), claim));
        }
        return Settings.OAUTH_INTROSPECTION
                .get()
                .map(endpoint -> new IntrospectedTokens(
                        endpoint,
                        Settings.OAUTH_CLIENT_ID.get(),
                        needed(Settings.OAUTH_CLIENT_SECRET),
                        Settings.OAUTH_AUDIENCE.get(),
                        claim));
    }

    /** Without these, tokens for other services would open mailboxes. */
    private static String needed(Setting<String> setting) {
        String value = setting.get();
        if (value.isEmpty()) {
            throw new SettingException(
                    "Access tokens can't be verified: set " + setting.name() + " too, or neither "
                            + Settings.OAUTH_JWKS.name() + " nor " + Settings.OAUTH_INTROSPECTION.name(),
                    null);
        }
        return value;
    }
}
