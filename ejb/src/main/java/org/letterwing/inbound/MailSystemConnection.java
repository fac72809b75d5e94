package org.letterwing.inbound;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

import org.letterwing.mailbox.MailboxAccess;
import org.letterwing.spi.MailServer;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.MailSystem;
import org.letterwing.spi.MaildropAccess;
import org.letterwing.spi.SenderChecks;
import org.letterwing.spi.SessionPolicy;
import org.letterwing.trace.TraceBean;

/**
 * Joins the mail system to the adapter, so that the sockets take mail: while it is deployed, and the server isn't
 * suspended.
 */
@Singleton
@Startup
@DependsOn("SchemaBean")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailSystemConnection {

    @Resource(lookup = MailServer.JNDI_NAME)
    private MailServer server;

    @EJB
    private MailSink sink;

    @EJB
    private SessionPolicy policy;

    @EJB
    private MaildropAccess maildrops;

    @EJB
    private MailboxAccess mailboxes;

    @EJB
    private SenderChecks senders;

    @EJB
    private TraceBean trace;

    private Suspension suspension;

    @PostConstruct
    void connect() {
        MailSystem system = new MailSystem(sink, policy, maildrops, mailboxes, senders, trace.sink());
        suspension = new Suspension(server::disconnect, () -> server.connect(system));
    }

    @PreDestroy
    void disconnect() {
        suspension.close();
        server.disconnect();
    }
}
