package org.letterwing.adapter;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.letterwing.oauth.TokenVerifier;
import org.letterwing.sasl.AccountLanes;
import org.letterwing.sasl.Accounts;
import org.letterwing.sasl.LoginAttempt;
import org.letterwing.sasl.ScramKeys;
import org.letterwing.spi.ScramCredential;
import org.letterwing.spi.SessionPolicy;

/** Brings what authentication asks of the accounts to the policy, each kind of question on its lane. Thread-safe. */
final class AccountQuestions implements AccountLanes {

    private final Map<Cost, BeanQuestions<SessionPolicy>> lanes;
    private final Optional<TokenVerifier> tokens;

    /**
     * Prepares questions.
     *
     * @param tokens verifies tokens; empty if none are taken
     */
    AccountQuestions(Map<Cost, BeanQuestions<SessionPolicy>> lanes, Optional<TokenVerifier> tokens) {
        this.lanes = Map.copyOf(lanes);
        this.tokens = tokens;
    }

    @Override
    public <T> CompletionStage<T> ask(Cost cost, Question<T> question) {
        return lanes.get(cost).ask(bean -> question.ask(new BeanAccounts(bean, tokens)));
    }

    /** The accounts as the bean knows them, for as long as a question lasts. */
    private record BeanAccounts(SessionPolicy bean, Optional<TokenVerifier> tokens) implements Accounts {

        @Override
        public long version() {
            return bean.directoryVersion();
        }

        @Override
        public Optional<String> authenticate(String user, char[] password) {
            return bean.authenticate(user, password);
        }

        @Override
        public ScramKeys scramKeys(String user) {
            ScramCredential credential = bean.scramCredential(user);
            return new ScramKeys(
                    credential.salt(), credential.iterations(), credential.storedKey(), credential.serverKey());
        }

        @Override
        public Optional<String> canonicalName(String user) {
            return bean.account(user);
        }

        @Override
        public Optional<String> userOfToken(String token) throws IOException {
            return tokens.isPresent() ? tokens.get().user(token) : Optional.empty();
        }

        @Override
        public boolean isBanned(LoginAttempt attempt) {
            return bean.isBanned(known(attempt));
        }

        @Override
        public void loggedIn(LoginAttempt attempt) {
            bean.loggedIn(known(attempt));
        }

        @Override
        public void loginFailed(LoginAttempt attempt) {
            bean.loginFailed(known(attempt));
        }

        private static org.letterwing.spi.LoginAttempt known(LoginAttempt attempt) {
            return new org.letterwing.spi.LoginAttempt(attempt.listener(), attempt.client(), attempt.user());
        }
    }
}
