package org.letterwing.smtp;

/** CHUNKING (RFC 3030): mails can come in chunks that are counted, with {@link BdatCommand}. */
final class ChunkingExtension implements Extension {

    @Override
    public String ehloLine() {
        return "CHUNKING";
    }
}
