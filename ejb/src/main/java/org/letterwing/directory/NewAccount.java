package org.letterwing.directory;

/**
 * An account to be added.
 *
 * @param localPart the name before the {@code @}
 * @param password the password in clear text; the callee wipes it
 * @param quotaBytes how much the mailbox may hold, in octets from 0; null for no limit
 */
public record NewAccount(String localPart, char[] password, Long quotaBytes) {

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "NewAccount[" + localPart + "]";
    }
}
