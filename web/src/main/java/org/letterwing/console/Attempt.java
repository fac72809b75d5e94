package org.letterwing.console;

import org.letterwing.directory.DirectoryException;

/** Something that the directory may refuse. */
@FunctionalInterface
interface Attempt {

    void run() throws DirectoryException;

    /** Tries it. A refusal becomes a message on the page. */
    static boolean succeeds(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (DirectoryException e) {
            Texts.refuse(e.getMessage());
            return false;
        }
    }
}
