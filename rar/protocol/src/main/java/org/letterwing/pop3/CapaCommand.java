package org.letterwing.pop3;

import java.util.List;
import java.util.stream.Stream;

/** CAPA: says what the server can do (RFC 2449 5), the same in both states. */
final class CapaCommand extends Command {

    // RFC 2449 6.4, 6.6, 6.7, 6.9; RFC 3206 6
    private static final List<String> OF_THE_SERVER =
            List.of("RESP-CODES", "AUTH-RESP-CODE", "PIPELINING", "EXPIRE NEVER", "IMPLEMENTATION Letterwing");

    CapaCommand() {
        super("CAPA", When.ALWAYS);
    }

    @Override
    void run(Pop3Session session, CommandLine line) throws SyntaxException {
        line.checkNoArguments();
        // RFC 2449 6.5
        Stream<String> delay =
                session.loginDelay() == 0 ? Stream.of() : Stream.of("LOGIN-DELAY " + session.loginDelay());
        List<String> capabilities = Stream.of(Commands.capabilities(session), OF_THE_SERVER.stream(), delay)
                .flatMap(lines -> lines)
                .toList();
        session.sendLines(Replies.CAPABILITIES, new Listing(capabilities.iterator()));
    }
}
