package org.letterwing.console;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;

import org.letterwing.directory.DirectoryException;

/** Something that the directory may refuse. */
@FunctionalInterface
interface Attempt {

    void run() throws DirectoryException;

    /** Tries it. A refusal becomes a message at the button that was pressed, and a dialog stays open. */
    static boolean inForm(Attempt attempt) {
        FacesContext faces = FacesContext.getCurrentInstance();
        return succeeds(attempt, UIComponent.getCurrentComponent(faces).getClientId(faces));
    }

    /** Tries it. A refusal becomes a message at the top of the page. */
    static boolean onPage(Attempt attempt) {
        return succeeds(attempt, null);
    }

    private static boolean succeeds(Attempt attempt, String place) {
        try {
            attempt.run();
            return true;
        } catch (DirectoryException e) {
            Texts.refuse(place, e.refusal());
            return false;
        }
    }
}
