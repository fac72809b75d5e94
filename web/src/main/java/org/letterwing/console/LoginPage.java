package org.letterwing.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.access.ClearText;
import org.letterwing.directory.Login;

/** The page where administrators and owners of accounts sign in, and the button to sign out. */
@Named
@RequestScoped
public class LoginPage {

    private static final String HOME = "/overview.xhtml?faces-redirect=true";
    private static final String OWN_ACCOUNT = "/account.xhtml?faces-redirect=true";
    private static final String LOGIN = "/login.xhtml?faces-redirect=true";

    @Inject
    private SecurityContext security;

    private String user;
    private String password;

    /** Signs in. */
    public String signIn() {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        if (!ClearText.allows(request)) {
            Texts.refuse(null, Texts.text("login.cleartext"));
            return null;
        }
        AuthenticationStatus status = security.authenticate(
                request,
                (HttpServletResponse) external.getResponse(),
                AuthenticationParameters.withParams().credential(new UsernamePasswordCredential(user, password)));
        if (status == AuthenticationStatus.SUCCESS) {
            return security.isCallerInRole(Login.ADMINISTRATOR) ? HOME : OWN_ACCOUNT;
        }
        Texts.refuse(null, Texts.text("login.refused"));
        return null;
    }

    /** Signs out, and ends the session. */
    public String signOut() throws ServletException {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        ((HttpServletRequest) external.getRequest()).logout();
        external.invalidateSession();
        return LOGIN;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getPassword() {
        return null; // never sent back
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
