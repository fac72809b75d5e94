package org.letterwing.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of DMARC's aggregate reports. */
public final class ReportSettings {

    private static final Pattern ADDRESS_FORM =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    /** The address that reports come from, one of this server; empty if there is none. */
    public static final Setting<Optional<String>> ADDRESS =
            new Setting<>("letterwing.dmarc.report-address", "", ReportSettings::address);

    /** Whether reports are sent to the domains that want them. */
    public static final Setting<Boolean> REPORTS =
            new Setting<>("letterwing.dmarc.reports", "false", ReportSettings::reports);

    private ReportSettings() {}

    static List<Setting<?>> all() {
        return List.of(REPORTS, ADDRESS);
    }

    private static Optional<String> address(String text) {
        if (!text.isEmpty() && !ADDRESS_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("empty, or an address of this server such as dmarc@example.com");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static boolean reports(String text) {
        boolean sent = Settings.yesOrNo(text);
        if (sent && ADDRESS.get().isEmpty()) {
            throw new IllegalArgumentException(
                    "false, unless letterwing.dmarc.report-address says whom they come from");
        }
        return sent;
    }
}
