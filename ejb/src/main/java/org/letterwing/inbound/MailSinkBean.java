package org.letterwing.inbound;

import java.util.List;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.api.InboundMail;
import org.letterwing.queue.Intake;
import org.letterwing.queue.Reports;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.NotTakenException;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/** Takes mails into mailboxes and the queue, a call in one transaction of the container. */
@Stateless
@Pool("slsb-strict-max-pool")
public class MailSinkBean implements MailSink {

    @Inject
    private Intake intake;

    @Inject
    private Reports reports;

    @Resource
    private SessionContext context;

    @AroundInvoke
    Object allOrNothing(InvocationContext call) throws StorageFullException, NotTakenException {
        try {
            Object verdicts = call.proceed();
            if (!context.getRollbackOnly()) {
                return verdicts;
            }
        } catch (StorageFullException e) {
            context.setRollbackOnly();
            throw e;
        } catch (Exception e) {
            context.setRollbackOnly();
            throw new NotTakenException(e.toString(), e);
        }
        throw new NotTakenException("The transaction was marked for rollback", null);
    }

    @Override
    public List<Verdict> accept(List<InboundMail> mails) throws StorageFullException, NotTakenException {
        return intake.take(mails);
    }

    @Override
    public Verdict acceptAgain(InboundMail mail) throws StorageFullException, NotTakenException {
        return intake.isTaken(mail.deliveryId())
                ? Verdict.TAKEN
                : accept(List.of(mail)).get(0);
    }

    @Override
    public void report(InboundMail taken) {
        reports.delivered(taken);
    }
}
