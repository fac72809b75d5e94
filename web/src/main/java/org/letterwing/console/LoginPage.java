package org.letterwing.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.access.AwaitedCode;
import org.letterwing.access.ClearText;
import org.letterwing.access.CodeCredential;
import org.letterwing.directory.Login;

/** The page where administrators and owners of accounts sign in, in two steps if need be, and the button to sign out. */
@Named
@RequestScoped
public class LoginPage {

    private static final String HOME = "/overview.xhtml?faces-redirect=true";
    private static final String DOMAINS = "/domains.xhtml?faces-redirect=true";
    private static final String OWN_ACCOUNT = "/account.xhtml?faces-redirect=true";
    private static final String LOGIN = "/login.xhtml?faces-redirect=true";

    @Inject
    private SecurityContext security;

    private String user;
    private String password;
    private String code;

    /** Signs in, or asks for a code if the password is right and not enough. */
    public String signIn() {
        if (!ClearText.allows(request())) {
            return refuse("login.cleartext");
        }
        if (authenticates(new UsernamePasswordCredential(user, password))) {
            return home();
        }
        return isCodeAwaited() ? LOGIN : refuse("login.refused");
    }

    /** Signs in with the code that is asked for after the password. */
    public String giveCode() {
        return authenticates(new CodeCredential(code)) ? home() : refuse("login.code.refused");
    }

    /** Goes back to the password. */
    public String startAgain() {
        AwaitedCode.forget(request());
        return LOGIN;
    }

    /** Returns whether the password was right, and a code is asked for. */
    public boolean isCodeAwaited() {
        return AwaitedCode.in(request()).isPresent();
    }

    private boolean authenticates(Credential credential) {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        return security.authenticate(
                        request(),
                        (HttpServletResponse) external.getResponse(),
                        AuthenticationParameters.withParams().credential(credential))
                == AuthenticationStatus.SUCCESS;
    }

    private String home() {
        if (security.isCallerInRole(Login.ADMINISTRATOR)) {
            return HOME;
        }
        return security.isCallerInRole(Login.DOMAIN_ADMINISTRATOR) ? DOMAINS : OWN_ACCOUNT;
    }

    private static String refuse(String text) {
        Texts.refuse(null, Texts.text(text));
        return null;
    }

    private static HttpServletRequest request() {
        return (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
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

    public String getCode() {
        return null; // never sent back
    }

    public void setCode(String code) {
        this.code = code;
    }
}
