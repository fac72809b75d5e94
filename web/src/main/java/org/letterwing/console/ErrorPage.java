package org.letterwing.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;

/** The page that is shown instead of one that can't be. */
@Named
@RequestScoped
public class ErrorPage {

    /** Returns what is wrong. */
    public String getText() {
        Object status = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestMap()
                .get(RequestDispatcher.ERROR_STATUS_CODE);
        if (status instanceof Integer code && (code == 403 || code == 404)) {
            return Texts.text("error." + code);
        }
        return Texts.text("error.other");
    }
}
