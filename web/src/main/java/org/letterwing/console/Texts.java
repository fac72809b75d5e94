package org.letterwing.console;

import java.text.MessageFormat;
import java.util.ResourceBundle;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

/** The console's texts in the language of the view, and messages made of them. */
final class Texts {

    private static final String BUNDLE = "org.letterwing.console.Texts";

    private Texts() {}

    /** Returns a text, with values in the places of {@code {0}} and so on. */
    static String text(String key, Object... values) {
        FacesContext faces = FacesContext.getCurrentInstance();
        ResourceBundle bundle =
                ResourceBundle.getBundle(BUNDLE, faces.getViewRoot().getLocale());
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(values);
    }

    /** Tells that something was done. */
    static void done(String key, Object... values) {
        add(FacesMessage.SEVERITY_INFO, text(key, values));
    }

    /** Tells what is wrong, and that a dialog stays open. */
    static void refuse(String message) {
        add(FacesMessage.SEVERITY_ERROR, message);
        FacesContext.getCurrentInstance().validationFailed();
    }

    private static void add(FacesMessage.Severity severity, String message) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, message, null));
    }
}
