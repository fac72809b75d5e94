package org.letterwing.inbound;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;

import org.jboss.ejb3.annotation.Pool;

import org.letterwing.directory.RecipientDirectory;
import org.letterwing.mailbox.AppendedMessages;
import org.letterwing.mailbox.Changes;
import org.letterwing.mailbox.CopiedMessages;
import org.letterwing.mailbox.FetchPart;
import org.letterwing.mailbox.FetchedMessages;
import org.letterwing.mailbox.FlagChange;
import org.letterwing.mailbox.FoundMessages;
import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.mailbox.MailboxException;
import org.letterwing.mailbox.MailboxInfo;
import org.letterwing.mailbox.MailboxStatus;
import org.letterwing.mailbox.MessageThread;
import org.letterwing.mailbox.NewMessage;
import org.letterwing.mailbox.OpenMailbox;
import org.letterwing.mailbox.Quota;
import org.letterwing.mailbox.SearchKey;
import org.letterwing.mailbox.SortCriterion;
import org.letterwing.mailbox.SpecialUse;
import org.letterwing.mailbox.StoredFlags;
import org.letterwing.mailbox.ThreadAlgorithm;
import org.letterwing.mailbox.UidSet;
import org.letterwing.search.MailSearch;
import org.letterwing.store.Appends;
import org.letterwing.store.Copies;
import org.letterwing.store.Expunges;
import org.letterwing.store.Fetches;
import org.letterwing.store.FlagChanges;
import org.letterwing.store.MailboxTree;
import org.letterwing.store.MailboxViews;
import org.letterwing.store.Quotas;

/** Gives IMAP sessions the mailboxes, a call in one transaction of the container. What is refused is rolled back. */
@Stateless
@Pool("slsb-strict-max-pool")
@Interceptors(RefusalsRollBack.class)
public class MailboxAccessBean implements MailboxAccess {

    @Inject
    private RecipientDirectory directory;

    @Inject
    private MailboxTree tree;

    @Inject
    private MailboxViews views;

    @Inject
    private Quotas quotas;

    @Inject
    private Fetches fetches;

    @Inject
    private FlagChanges flagChanges;

    @Inject
    private Copies copies;

    @Inject
    private Expunges expunges;

    @Inject
    private Appends appends;

    @Inject
    private MailSearch search;

    private long id(String account) {
        return directory
                .accountId(account)
                .orElseThrow(() -> new IllegalStateException("The account " + account + " is gone"));
    }

    @Override
    public List<MailboxInfo> list(String account) {
        return tree.list(id(account));
    }

    @Override
    public Map<String, MailboxStatus> status(String account, Collection<String> names) {
        return views.status(id(account), names);
    }

    @Override
    public String create(String account, String name, Set<SpecialUse> uses) throws MailboxException {
        return tree.create(id(account), name, uses);
    }

    @Override
    public void delete(String account, String name) throws MailboxException {
        tree.delete(id(account), name);
    }

    @Override
    public void rename(String account, String name, String newName) throws MailboxException {
        tree.rename(id(account), name, newName);
    }

    @Override
    public void subscribe(String account, String name, boolean subscribed) throws MailboxException {
        tree.subscribe(id(account), name, subscribed);
    }

    @Override
    public Quota quota(String account) {
        return quotas.of(id(account));
    }

    @Override
    public OpenMailbox open(String account, String name, boolean readOnly) throws MailboxException {
        return views.open(id(account), name, readOnly);
    }

    @Override
    public Changes changes(long mailbox, long since) throws MailboxException {
        return views.changes(mailbox, since);
    }

    @Override
    public Set<Long> news(Map<Long, Long> known) {
        return views.news(known);
    }

    @Override
    public FetchedMessages fetch(long mailbox, UidSet uids, Set<FetchPart> parts) throws MailboxException {
        return fetches.fetch(mailbox, uids, parts);
    }

    @Override
    public byte[] read(long mailbox, long uid, long offset) throws MailboxException {
        return fetches.read(mailbox, uid, offset);
    }

    @Override
    public StoredFlags store(long mailbox, UidSet uids, FlagChange change, OptionalLong unchangedSince)
            throws MailboxException {
        return flagChanges.store(mailbox, uids, change, unchangedSince);
    }

    @Override
    public CopiedMessages copy(long mailbox, UidSet uids, String account, String target) throws MailboxException {
        return copies.copy(mailbox, uids, id(account), target);
    }

    @Override
    public CopiedMessages move(long mailbox, UidSet uids, String account, String target) throws MailboxException {
        return copies.move(mailbox, uids, id(account), target);
    }

    @Override
    public Changes expunge(long mailbox, UidSet uids) throws MailboxException {
        return expunges.expunge(mailbox, uids);
    }

    @Override
    public AppendedMessages append(String account, String name, List<NewMessage> messages) throws MailboxException {
        return appends.append(id(account), name, messages);
    }

    @Override
    public FoundMessages search(long mailbox, SearchKey key) throws MailboxException {
        return search.search(mailbox, key);
    }

    @Override
    public List<Long> sort(long mailbox, SearchKey key, List<SortCriterion> order) throws MailboxException {
        return search.sort(mailbox, key, order);
    }

    @Override
    public List<MessageThread> thread(long mailbox, SearchKey key, ThreadAlgorithm algorithm) throws MailboxException {
        return search.thread(mailbox, key, algorithm);
    }
}
