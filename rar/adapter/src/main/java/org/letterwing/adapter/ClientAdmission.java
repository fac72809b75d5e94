package org.letterwing.adapter;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.letterwing.admission.BlockLists;
import org.letterwing.admission.Check;
import org.letterwing.admission.ClientChecks;
import org.letterwing.admission.Greylist;
import org.letterwing.dns.Dns;
import org.letterwing.settings.ClientCheck;
import org.letterwing.settings.ClientSettings;
import org.letterwing.settings.LimitSettings;
import org.letterwing.settings.Setting;
import org.letterwing.smtp.ClientRules;
import org.letterwing.smtp.SendingLimits;
import org.letterwing.smtp.SmtpBackend;
import org.letterwing.smtp.SmtpConfig;
import org.letterwing.spi.SessionPolicy;

/** Reads the settings of what is asked of SMTP clients. */
final class ClientAdmission {

    private ClientAdmission() {}

    /** Returns who is let in whatever the checks say. */
    private static Predicate<InetAddress> trusted(AccessLists access) {
        Predicate<InetAddress> exempt = LimitSettings.EXEMPT.get();
        return exempt.or(access::isAllowed);
    }

    /** Makes what counts the mails of senders, for all listeners. */
    static SendingLimits sending() {
        return new SendingLimits(
                new SendingLimits.Limits(LimitSettings.ACCOUNT_MAILS.get(), LimitSettings.ACCOUNT_RECIPIENTS.get()),
                new SendingLimits.Limits(
                        LimitSettings.ADDRESS_MAILS_MINUTE.get(), LimitSettings.ADDRESS_RECIPIENTS_MINUTE.get()),
                new SendingLimits.Limits(
                        LimitSettings.ADDRESS_MAILS_HOUR.get(), LimitSettings.ADDRESS_RECIPIENTS_HOUR.get()),
                LimitSettings.EXEMPT.get());
    }

    /** Returns the rules of an SMTP listener; users need not wait for the greeting. */
    static ClientRules rules(SmtpConfig.Kind kind, SendingLimits sending, AccessLists access) {
        Duration delay = kind == SmtpConfig.Kind.MX ? ClientSettings.GREETING_DELAY.get() : Duration.ZERO;
        return new ClientRules(delay, trusted(access), ClientSettings.XCLIENT_NETWORKS.get(), sending);
    }

    /**
     * Puts the checks that the settings ask for before a mail system.
     *
     * @return the mail system itself if none is asked for
     */
    static SmtpBackend checked(SmtpBackend system, BeanQuestions<SessionPolicy> policy, Dns dns, AccessLists access) {
        Check reverseDns = check(ClientSettings.REVERSE_DNS);
        Check helo = check(ClientSettings.HELO_CHECK);
        List<BlockLists.Zone> zones = ClientSettings.DNSBL_ZONES.get().entrySet().stream()
                .map(zone -> new BlockLists.Zone(zone.getKey(), zone.getValue()))
                .toList();
        boolean greylists = !ClientSettings.GREYLIST_DELAY.get().isZero();
        if (reverseDns == Check.OFF && helo == Check.OFF && zones.isEmpty() && !greylists) {
            return system;
        }
        Greylist greylist =
                (client, sender, recipient) -> policy.ask(bean -> bean.greylistDelay(client, sender, recipient));
        return new ClientChecks(
                system,
                new ClientChecks.Rules(trusted(access), reverseDns, helo, greylists ? greylist : null),
                new BlockLists(dns, zones, ClientSettings.DNSBL_THRESHOLD.get()),
                dns);
    }

    private static Check check(Setting<ClientCheck> setting) {
        return Check.valueOf(setting.get().name());
    }
}
