package org.letterwing.console;

import java.io.Serializable;
import java.util.List;

import jakarta.ejb.EJB;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

import org.letterwing.access.GuardedOwner;
import org.letterwing.access.OwnSession;
import org.letterwing.credential.NewSecondFactor;
import org.letterwing.credential.OwnSecondFactor;
import org.letterwing.credential.SecondFactorView;
import org.letterwing.directory.DirectoryException;

/** The second factor on the page of an account's owner. */
@Named
@ViewScoped
public class SecondFactorPage implements Serializable {

    @EJB
    private OwnSecondFactor own;

    @Inject
    private GuardedOwner guard;

    @Inject
    private OwnSession session;

    private SecondFactorView factor;
    private NewSecondFactor prepared;
    private List<String> recoveryCodes = List.of();
    private String present;
    private String code;

    /** Looks whether it is on. */
    public void load() throws DirectoryException {
        factor = own.view();
    }

    /** Shows a key that the owner's program may take. */
    public void prepare() {
        prepared = own.prepare();
    }

    /** Forgets the key that is shown. */
    public void cancel() {
        prepared = null;
    }

    /** Turns it on. */
    public void turnOn() {
        if (attempt(() -> {
            recoveryCodes = own.turnOn(present.toCharArray(), prepared, code);
            prepared = null;
            session.keep(request());
        })) {
            Texts.done("factor.turnedOn");
        }
    }

    /** Turns it off. */
    public void turnOff() {
        if (attempt(() -> {
            own.turnOff(code);
            recoveryCodes = List.of();
        })) {
            Texts.done("factor.turnedOff");
        }
    }

    /** Makes other recovery codes. */
    public void renew() {
        attempt(() -> recoveryCodes = own.renewRecoveryCodes(code));
    }

    private boolean attempt(Attempt action) {
        return Attempt.inForm(() -> guard.run(request(), () -> {
            action.run();
            load();
        }));
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
    }

    public SecondFactorView getFactor() {
        return factor;
    }

    /** Returns the key that is shown, in groups of letters; null if none is. */
    public String getKey() {
        return prepared == null ? null : prepared.letters();
    }

    /** Returns the address of the picture of the key. */
    public String getPicture() {
        return prepared == null ? null : new QrImage(prepared.uri()).address();
    }

    public List<String> getRecoveryCodes() {
        return recoveryCodes;
    }

    /** Returns the recovery codes as lines, for the clipboard. */
    public String getRecoveryLines() {
        return String.join("\n", recoveryCodes);
    }

    public String getPresent() {
        return null; // never sent back
    }

    public void setPresent(String present) {
        this.present = present;
    }

    public String getCode() {
        return null; // never sent back
    }

    public void setCode(String code) {
        this.code = code;
    }
}
