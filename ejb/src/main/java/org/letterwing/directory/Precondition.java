package org.letterwing.directory;

import java.util.function.Predicate;

import jakarta.enterprise.context.RequestScoped;

/**
 * What the client demands of a thing before it is changed; who takes the request sets it. The beans ask when nobody else
 * can change the thing any more.
 */
@RequestScoped
public class Precondition {

    private Predicate<Object> demanded = thing -> true;

    /** Sets what the thing must be, in the form in which administrators see it. */
    public void demand(Predicate<Object> demand) {
        demanded = demand;
    }

    /** Lets a thing be changed only if it is as demanded; STALE if not. */
    public void check(Object thing) throws DirectoryException {
        if (!demanded.test(thing)) {
            throw new DirectoryException(Reason.STALE);
        }
    }
}
