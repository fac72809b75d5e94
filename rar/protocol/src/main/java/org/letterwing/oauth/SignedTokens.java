package org.letterwing.oauth;

import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/** Verifies tokens that are signed (RFC 9068, RFC 7519) with the keys of their issuer, which are fetched and kept. */
public final class SignedTokens implements TokenVerifier {

    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 3000;
    private static final int MOST_OCTETS = 256 * 1024;

    /** Whatever tokens come, the keys are fetched twice in this time at most; so long an outage is felt after its end. */
    private static final long FETCH_MILLIS = 5000;

    // RFC 8725 3.1: no secret keys among them, and no "none".
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final String userClaim;

    /**
     * Makes the verifier.
     *
     * @param keys where the issuer's keys are (RFC 7517 5)
     * @param issuer who must have made a token
     * @param audience for whom a token must be
     * @param userClaim the claim that names the user
     */
    public SignedTokens(URL keys, String issuer, String audience, String userClaim) {
        this.userClaim = userClaim;
        JWKSource<SecurityContext> source = JWKSourceBuilder.create(
                        keys, new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_OCTETS))
                .refreshAheadCache(false) // no threads of its own
                .rateLimited(FETCH_MILLIS)
                .build();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp", userClaim)));
    }

    @Override
    public Optional<String> user(String token) throws IOException {
        try {
            return Optional.ofNullable(processor.process(token, null).getStringClaim(userClaim));
        } catch (ParseException | BadJOSEException e) {
            return Optional.empty();
        } catch (RateLimitReachedException e) {
            throw new IOException("The keys of the tokens' issuer were asked for some seconds ago, in vain", e);
        } catch (JOSEException e) {
            throw new IOException("The keys of the tokens' issuer can't be had: " + e.getMessage(), e);
        }
    }
}
