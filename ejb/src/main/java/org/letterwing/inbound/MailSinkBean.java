package org.letterwing.inbound;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.NotTakenException;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.store.Arrival;
import org.letterwing.store.Deliveries;

/** Takes the mails of local recipients into their mailboxes, a call in one transaction of the container. */
@Stateless
@Pool("slsb-strict-max-pool")
public class MailSinkBean implements MailSink {

    @Inject
    private RecipientDirectory directory;

    @Inject
    private Deliveries deliveries;

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
        List<Arrival> arrivals =
                mails.stream().map(m -> new Arrival(m, accounts(m))).toList();
        return deliveries.deliver(arrivals);
    }

    @Override
    public Verdict acceptAgain(InboundMail mail) throws StorageFullException, NotTakenException {
        return deliveries.isDelivered(mail.deliveryId())
                ? Verdict.TAKEN
                : accept(List.of(mail)).get(0);
    }

    /** Returns the accounts of all recipients; none if one of them has vanished since it was accepted. */
    private Set<Long> accounts(InboundMail mail) {
        Set<Long> accounts = new HashSet<>();
        for (Recipient recipient : mail.envelope().recipients()) {
            Set<Long> owners = directory.accountsFor(recipient.address());
            if (owners.isEmpty()) {
                return Set.of();
            }
            accounts.addAll(owners);
        }
        return accounts;
    }
}
