package org.letterwing.console;

import java.util.Iterator;
import java.util.Locale;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;

/** Shows pages in the language that was chosen, else in that of the browser. Thread-safe. */
public class LanguageOfViews extends ViewHandlerWrapper {

    /** Goes around the container's own. */
    public LanguageOfViews(ViewHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Locale calculateLocale(FacesContext faces) {
        Locale chosen = Language.chosen(faces);
        Iterator<Locale> supported = faces.getApplication().getSupportedLocales();
        while (chosen != null && supported.hasNext()) {
            if (supported.next().equals(chosen)) {
                return chosen;
            }
        }
        return super.calculateLocale(faces);
    }
}
