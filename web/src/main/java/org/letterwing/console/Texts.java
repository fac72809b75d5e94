package org.letterwing.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

import org.letterwing.directory.Refusal;

/** The console's texts in the language of the view, and messages made of them. */
final class Texts {

    private static final String BUNDLE = "org.letterwing.console.Texts";

    private Texts() {}

    /** Returns a text, with values in the places of {@code {0}} and so on. */
    static String text(String key, Object... values) {
        ResourceBundle bundle = bundle();
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(values);
    }

    /** Returns a text without values; another one if there is none. */
    static String textOr(String other, String key) {
        ResourceBundle bundle = bundle();
        return bundle.containsKey(key) ? bundle.getString(key) : other;
    }

    /** Returns what a refusal says. */
    static String text(Refusal refusal) {
        return refusal.text(locale());
    }

    private static ResourceBundle bundle() {
        return ResourceBundle.getBundle(BUNDLE, locale());
    }

    private static Locale locale() {
        return FacesContext.getCurrentInstance().getViewRoot().getLocale();
    }

    /** Tells that something was done, at the top of the page. */
    static void done(String key, Object... values) {
        add(null, FacesMessage.SEVERITY_INFO, text(key, values));
    }

    /** Tells what is wrong, at a component, or at the top of the page if it is null. */
    static void refuse(String place, String message) {
        add(place, FacesMessage.SEVERITY_ERROR, message);
        FacesContext.getCurrentInstance().validationFailed();
    }

    /** Tells what is refused, at a component, or at the top of the page if it is null. */
    static void refuse(String place, Refusal refusal) {
        refuse(place, text(refusal));
    }

    private static void add(String place, FacesMessage.Severity severity, String message) {
        FacesContext.getCurrentInstance().addMessage(place, new FacesMessage(severity, message, null));
    }
}
