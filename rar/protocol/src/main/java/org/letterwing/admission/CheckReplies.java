package org.letterwing.admission;

import java.net.InetAddress;
import java.time.Duration;

import io.netty.util.NetUtil;

import org.letterwing.smtp.Reply;

/** The replies of the checks: the one home of their codes and texts. */
final class CheckReplies {

    // RFC 7372 3.3
    static final Reply NO_NAME = Reply.of(550, "5.7.25", "Your address has no name in DNS that leads back to it");
    static final Reply HELO_UNKNOWN = Reply.of(550, "5.7.1", "The name that you gave with EHLO does not exist in DNS");
    static final Reply NO_ANSWER = Reply.of(451, "4.4.3", "DNS gives no answer about you now, try again later");

    private CheckReplies() {}

    static Reply listed(InetAddress client, String zones) {
        return Reply.of(554, "5.7.1", "Your address " + NetUtil.toAddressString(client) + " is listed by " + zones);
    }

    static Reply greylisted(Duration delay) {
        long seconds = Math.max(delay.plusMillis(999).toSeconds(), 1);
        return Reply.of(451, "4.7.1", "Greylisted, you are new here: try again in " + seconds + " seconds");
    }
}
