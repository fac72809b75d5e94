package org.letterwing.access;

import jakarta.security.enterprise.identitystore.CredentialValidationResult;

/**
 * What a password or a token has proved.
 *
 * @param result who it is, if it is right
 * @param lacksCode whether that is not enough: the account has a second factor
 */
record Proof(CredentialValidationResult result, boolean lacksCode) {

    /** Returns whether it is right, be it enough or not. */
    boolean isRight() {
        return result.getStatus() == CredentialValidationResult.Status.VALID;
    }

    /** Returns whether it is right and enough. */
    boolean isEnough() {
        return isRight() && !lacksCode;
    }
}
