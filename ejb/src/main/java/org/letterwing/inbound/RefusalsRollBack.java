package org.letterwing.inbound;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;

import org.letterwing.mailbox.MailboxException;

/**
 * Marks the transaction rollback-only when an operation is refused: a checked exception alone would commit, and the one of
 * the api knows nothing of EJB.
 */
public class RefusalsRollBack {

    @Resource
    private EJBContext context;

    @AroundInvoke
    Object call(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (MailboxException e) {
            context.setRollbackOnly();
            throw e;
        }
    }
}
