package org.letterwing.sasl;

import java.util.Optional;

/** The step that checks a password. */
final class PasswordCheck {

    private PasswordCheck() {}

    /**
     * Makes the step.
     *
     * @param authorizationId as whom the client wants to act: itself, or {@code ""} for that
     */
    static Step of(String authorizationId, String user, char[] password) {
        return new Step.Asking(user, AccountLanes.Cost.HASH, accounts -> {
            Optional<String> account = accounts.authenticate(user, password);
            return outcome(account, authorizationId, user, accounts);
        });
    }

    /** Nobody acts for another: an authorization identity must be the user's own. */
    static Step outcome(Optional<String> account, String authorizationId, String user, Accounts accounts) {
        boolean itself = account.isPresent()
                && (authorizationId.isEmpty()
                        || accounts.canonicalName(authorizationId).equals(account));
        return itself ? new Step.Proved(account.get(), null) : new Step.Wrong(user, null);
    }
}
