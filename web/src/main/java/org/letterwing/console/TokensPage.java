package org.letterwing.console;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;
import org.letterwing.token.NewToken;
import org.letterwing.token.Scope;
import org.letterwing.token.TokenAdministration;
import org.letterwing.token.TokenView;

/** The tokens of the API on the page of the administrator's account. */
@Named
@ViewScoped
public class TokensPage implements Serializable {

    @EJB
    private TokenAdministration administration;

    private final CursorModel<TokenView> tokens = new CursorModel<>(this::page);
    private String name;
    private Scope scope = Scope.READ;
    private int days = 90;
    private String made;

    private Page<TokenView> page(String after, int limit) throws DirectoryException {
        return administration.list(after, limit);
    }

    /** Makes the one of the form, and shows its secret this once. */
    public void add() {
        made = null;
        Attempt.inForm(() -> {
            NewToken added =
                    administration.add(name.strip(), scope, Instant.now().plus(Duration.ofDays(days)));
            made = added.secret();
            name = null;
            tokens.reset();
        });
    }

    /** Takes one back. */
    public void remove(TokenView token) {
        made = null;
        if (Attempt.onPage(() -> administration.remove(token.id()))) {
            Texts.done("tokens.removed", token.name());
            tokens.reset();
        }
    }

    public LazyDataModel<TokenView> getTokens() {
        return tokens;
    }

    public Scope[] getScopes() {
        return Scope.values();
    }

    /** Returns the secret that was made just now; null if none was. */
    public String getMade() {
        return made;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Scope getScope() {
        return scope;
    }

    public void setScope(Scope scope) {
        this.scope = scope;
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = days;
    }
}
