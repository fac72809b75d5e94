package org.letterwing.credential;

/**
 * The password of a program that was made just now.
 *
 * @param view what is kept of it
 * @param password in groups of letters: nobody can see it again
 */
public record NewApplicationPassword(ApplicationPasswordView view, String password) {

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "NewApplicationPassword[" + view.name() + "]";
    }
}
