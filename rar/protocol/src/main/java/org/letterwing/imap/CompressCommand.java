package org.letterwing.imap;

/** COMPRESS: compresses the connection from here on (RFC 4978). */
final class CompressCommand extends Command {

    CompressCommand() {
        super("COMPRESS", When.AUTHENTICATED);
    }

    @Override
    void run(ImapSession session, Arguments arguments) throws SyntaxException {
        arguments.space();
        if (!arguments.keyword().equals("DEFLATE")) {
            throw new SyntaxException("The only way to compress is DEFLATE");
        }
        arguments.end();
        if (session.isCompressed()) {
            session.no(Replies.COMPRESSED_ALREADY);
        } else if (session.hasMoreInput()) {
            // RFC 4978 3: the client waits before it sends more, else nobody knows what is compressed
            session.bad(Replies.WAIT_FOR_COMPRESSION);
        } else if (!session.config().compressions().tryAcquire()) {
            session.no(Replies.NO_COMPRESSION);
        } else {
            session.compress();
        }
    }
}
