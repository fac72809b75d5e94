package org.letterwing.directory;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBContext;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Lets no call of a bean that administers change something without a word: unless it {@link OnlyReads only reads}, it has to
 * tell the {@link ChangeLog}, or it fails and is rolled back. Nor does it let a caller change something who {@link
 * Login#ONLY_READS only reads}.
 */
public class ChangesAreTold {

    /** In the registry of the transaction: the last change that was told. */
    private static final Object LAST = ChangesAreTold.class;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Resource
    private EJBContext context;

    @AroundInvoke
    Object call(InvocationContext call) throws Exception {
        if (call.getMethod().isAnnotationPresent(OnlyReads.class)) {
            return call.proceed();
        }
        if (context.isCallerInRole(Login.ONLY_READS)) {
            throw new EJBAccessException(call.getMethod() + " changes something, and the caller only reads");
        }
        Object before = transaction.getResource(LAST);
        Object result = call.proceed();
        if (transaction.getResource(LAST) == before) {
            throw new IllegalStateException(call.getMethod() + " did not tell what it has changed");
        }
        return result;
    }

    /** Notes in a transaction that a change was told. */
    public static void told(TransactionSynchronizationRegistry transaction, Change change) {
        transaction.putResource(LAST, change);
    }
}
