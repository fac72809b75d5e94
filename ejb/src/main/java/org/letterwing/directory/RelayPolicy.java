package org.letterwing.directory;

import jakarta.enterprise.context.ApplicationScoped;

import org.letterwing.api.SessionFacts;
import org.letterwing.settings.QueueSettings;

/** Says who may send mail to other hosts through this one: who has logged in, and the networks of a setting. */
@ApplicationScoped
public class RelayPolicy {

    /** Returns whether the mail of a session may go to other hosts. Thread-safe. */
    public boolean mayRelay(SessionFacts session) {
        return session.user().isPresent()
                || QueueSettings.RELAY_NETWORKS.get().test(session.client().getAddress());
    }
}
