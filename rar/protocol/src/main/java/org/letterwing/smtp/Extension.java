package org.letterwing.smtp;

import java.util.Map;

/** An extension of SMTP (RFC 5321 2.2): what EHLO says of it, and the parameters that it adds. */
interface Extension {

    /** Returns the line of EHLO's reply, a keyword with its parameters; they may depend on the time. */
    String ehloLine();

    /** Returns the line as it is for one session now; null if the extension is not for that session. */
    default String ehloLine(ServerSession session) {
        return ehloLine();
    }

    /** Returns the parameters that it adds to MAIL, by keywords in capitals. */
    default Map<String, Parameter<Envelope>> mailParameters() {
        return Map.of();
    }

    /** Returns the parameters that it adds to RCPT, by keywords in capitals. */
    default Map<String, Parameter<RecipientDraft>> rcptParameters() {
        return Map.of();
    }

    /** Returns by how many octets its parameters make command lines longer. */
    default int lineOctets() {
        return 0;
    }
}
