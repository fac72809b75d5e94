package org.letterwing.inbound;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.Pool;
import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.InboundMail;
import org.letterwing.api.Recipient;
import org.letterwing.directory.RecipientDirectory;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;
import org.letterwing.store.Arrival;
import org.letterwing.store.Deliveries;

/** Takes the mails of local recipients into their mailboxes, a call in one transaction of the container. */
@MessageDriven
@ResourceAdapter("#letterwing.rar")
@Pool("slsb-strict-max-pool")
public class MailSinkBean implements MailSink {

    @Inject
    private RecipientDirectory directory;

    @Inject
    private Deliveries deliveries;

    @Override
    public List<Verdict> accept(List<InboundMail> mails) throws StorageFullException {
        List<Arrival> arrivals =
                mails.stream().map(m -> new Arrival(m, accounts(m))).toList();
        return deliveries.deliver(arrivals);
    }

    @Override
    public Verdict acceptAgain(InboundMail mail) throws StorageFullException {
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
