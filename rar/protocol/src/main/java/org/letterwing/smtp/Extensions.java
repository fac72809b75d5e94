package org.letterwing.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The extensions that a session may use. */
final class Extensions {

    /** What a session has after HELO. */
    static final Extensions NONE = new Extensions(List.of());

    // RFC 5321 4.5.3.1.4
    private static final int LINE_LIMIT = 512;

    private final List<Extension> extensions;
    private final Map<String, Parameter<Envelope>> mailParameters = new HashMap<>();
    private final Map<String, Parameter<RecipientDraft>> rcptParameters = new HashMap<>();
    private final int lineLimit;

    private Extensions(List<Extension> extensions) {
        this.extensions = List.copyOf(extensions);
        for (Extension extension : extensions) {
            mailParameters.putAll(extension.mailParameters());
            rcptParameters.putAll(extension.rcptParameters());
        }
        lineLimit =
                LINE_LIMIT + extensions.stream().mapToInt(Extension::lineOctets).sum();
    }

    /** The table of extensions that a session under TLS may use. */
    static Extensions underTls(SmtpConfig config) {
        var extensions = common(config);
        extensions.add(new RequireTlsExtension());
        return new Extensions(extensions);
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
        List<Extension> extensions = new ArrayList<>(List.of(
                new PipeliningExtension(),
                new SizeExtension(config.maxMessageSize()),
                new EightBitMimeExtension(),
                new SmtpUtf8Extension(),
                new ChunkingExtension(),
                new BinaryMimeExtension(),
                new LimitsExtension(config.rules()),
                new DsnExtension(),
                new DeliverByExtension(),
                new EnhancedStatusCodesExtension()));
        if (config.authentication() != null) {
            extensions.add(new AuthExtension(config.authentication()));
        }
        if (config.kind() == SmtpConfig.Kind.SUBMISSION) { // no stranger decides what waits and what goes first
            extensions.add(new FutureReleaseExtension());
            extensions.add(new MtPriorityExtension());
        }
        return extensions;
    }

    /** Returns the lines of EHLO's reply to a session. */
    List<String> ehloLines(ServerSession session) {
        return extensions.stream()
                .map(extension -> extension.ehloLine(session))
                .filter(Objects::nonNull)
                .toList();
    }

    Map<String, Parameter<Envelope>> mailParameters() {
        return mailParameters;
    }

    Map<String, Parameter<RecipientDraft>> rcptParameters() {
        return rcptParameters;
    }

    /** Returns the most octets that a command line may have. */
    int lineLimit() {
        return lineLimit;
    }
}
