package org.letterwing.inbound;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.directory.RecipientDirectory;
import org.letterwing.spi.HoldLostException;
import org.letterwing.spi.Maildrop;
import org.letterwing.spi.MaildropAccess;
import org.letterwing.spi.MaildropInUseException;
import org.letterwing.store.Maildrops;

/** Gives POP3 sessions their maildrops, a call in one transaction of the container. */
@Stateless
@Pool("slsb-strict-max-pool")
public class MaildropAccessBean implements MaildropAccess {

    @Inject
    private RecipientDirectory directory;

    @Inject
    private Maildrops maildrops;

    @Override
    public Maildrop open(String account) throws MaildropInUseException {
        long id = directory
                .accountId(account)
                .orElseThrow(() -> new IllegalStateException("The account " + account + " is gone"));
        return maildrops.open(id).orElseThrow(() -> new MaildropInUseException(account));
    }

    @Override
    public byte[] read(UUID hold, long entry, long offset) throws HoldLostException {
        return maildrops.read(hold, entry, offset);
    }

    @Override
    public Map<Long, byte[]> starts(UUID hold, Collection<Long> entries) throws HoldLostException {
        return maildrops.starts(hold, entries);
    }

    @Override
    public void renew(UUID hold) throws HoldLostException {
        maildrops.renew(hold);
    }

    @Override
    public void close(UUID hold, Collection<Long> entries) throws HoldLostException {
        maildrops.close(hold, entries);
    }
}
