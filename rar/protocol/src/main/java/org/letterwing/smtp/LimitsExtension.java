package org.letterwing.smtp;

/** LIMITS (RFC 9422): tells how many recipients and mails there may be, so that clients needn't run into it. */
final class LimitsExtension implements Extension {

    private final SmtpRules rules;

    LimitsExtension(SmtpRules rules) {
        this.rules = rules;
    }

    @Override
    public String ehloLine() {
        String line = "LIMITS RCPTMAX=" + rules.recipients();
        return rules.mails() == 0 ? line : line + " MAILMAX=" + rules.mails();
    }
}
