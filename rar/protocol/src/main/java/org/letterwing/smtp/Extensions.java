package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The extensions that a session may use. */
final class Extensions {

    /** What a session has after HELO. */
    static final Extensions NONE = new Extensions(List.of());

    // RFC 5321 4.5.3.1.4
    private static final int LINE_LIMIT = 512;

    private final List<String> ehloLines;
    private final Map<String, Parameter> mailParameters = new HashMap<>();
    private final Map<String, Parameter> rcptParameters = new HashMap<>();
    private final int lineLimit;

    private Extensions(List<Extension> extensions) {
        ehloLines = extensions.stream().map(Extension::ehloLine).toList();
        for (Extension extension : extensions) {
            mailParameters.putAll(extension.mailParameters());
            rcptParameters.putAll(extension.rcptParameters());
        }
        lineLimit =
                LINE_LIMIT + extensions.stream().mapToInt(Extension::lineOctets).sum();
    }

    /** The table of extensions that a session under TLS may use. */
    static Extensions underTls(SmtpConfig config) {
        return new Extensions(common(config));
    }

    /** The table of extensions that a session in plain text may use. */
    static Extensions inClear(SmtpConfig config) {
        var extensions = common(config);
        if (config.tls().isOffered()) {
            extensions.add(new StartTlsExtension());
        }
        return new Extensions(extensions);
    }

    private static List<Extension> common(SmtpConfig config) {
        return new ArrayList<>(List.of(
                new PipeliningExtension(),
                new SizeExtension(config.maxMessageSize()),
                new EightBitMimeExtension(),
                new SmtpUtf8Extension(),
                new ChunkingExtension(),
                new BinaryMimeExtension(),
                new LimitsExtension(config.rules()),
                new EnhancedStatusCodesExtension()));
    }

    List<String> ehloLines() {
        return ehloLines;
    }

    Map<String, Parameter> mailParameters() {
        return mailParameters;
    }

    Map<String, Parameter> rcptParameters() {
        return rcptParameters;
    }

    /** Returns the most octets that a command line may have. */
    int lineLimit() {
        return lineLimit;
    }
}
