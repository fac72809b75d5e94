package org.letterwing.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.netty.util.NetUtil;

/**
 * XCLIENT: lets a proxy or a filter that the operator names say whom it speaks for (an extension of Postfix, documented
 * in its XCLIENT_README). The session begins anew as that client's.
 */
final class XclientCommand implements Command {

    private static final List<String> ATTRIBUTES =
            List.of("NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT");
    static final String EHLO_LINE = "XCLIENT " + String.join(" ", ATTRIBUTES);

    private static final String UNAVAILABLE = "[UNAVAILABLE]";
    private static final String TEMPORARILY_UNAVAILABLE = "[TEMPUNAVAIL]";
    private static final String IPV6 = "IPV6:";
    private static final int LONGEST = 255;

    @Override
    public String verb() {
        return "XCLIENT";
    }

    @Override
    public void execute(ServerSession session, String argument) {
        if (!session.mayUseXclient()) {
            session.refuse(Replies.XCLIENT_DENIED);
            return;
        }
        if (session.envelope() != null) {
            session.refuse(Replies.MAIL_TWICE);
            return;
        }
        Map<String, String> attributes = parse(argument);
        InetSocketAddress client = attributes == null ? null : client(session.client(), attributes);
        if (client == null) {
            session.refuse(Replies.XCLIENT_SYNTAX);
            return;
        }
        session.speakFor(
                client, name(attributes.get("NAME")), attributes.get("LOGIN"), attributes.containsKey("LOGIN"));
        if (attributes.get("HELO") != null) {
            boolean extended = !"SMTP".equalsIgnoreCase(attributes.get("PROTO"));
            session.greet(attributes.get("HELO"), extended ? session.extensions() : Extensions.NONE);
        }
    }

    /** Returns the values, null for one that isn't known; null if the argument is malformed. */
    private static Map<String, String> parse(String argument) {
        Map<String, String> attributes = new HashMap<>();
        for (String part : argument.split(" +")) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? "" : part.substring(0, equals).toUpperCase(Locale.ROOT);
            String value = decode(part.substring(equals + 1));
            if (!ATTRIBUTES.contains(name) || attributes.containsKey(name) || value == null) {
                return null;
            }
            boolean known = !value.equalsIgnoreCase(UNAVAILABLE) && !value.equalsIgnoreCase(TEMPORARILY_UNAVAILABLE);
            if (name.equals("NAME") && !known) {
                attributes.put(name, value.toUpperCase(Locale.ROOT));
            } else if (known && !isSound(name, value)) {
                return null;
            } else {
                attributes.put(name, known ? value : null);
            }
        }
        return attributes;
    }

    private static boolean isSound(String name, String value) {
        return switch (name) {
            case "NAME", "HELO" -> ClientName.isValid(value);
            case "ADDR", "DESTADDR" -> address(value) != null;
            case "PORT", "DESTPORT" -> value.matches("[0-9]{1,5}") && Integer.parseInt(value) < 65_536;
            case "PROTO" -> value.equalsIgnoreCase("SMTP") || value.equalsIgnoreCase("ESMTP");
            default -> value.chars().allMatch(c -> c > ' ' && c != 127);
        };
    }

    private static String decode(String xtext) {
        String text = Xtext.decode(xtext);
        return text == null || text.isEmpty() || text.length() > LONGEST ? null : text;
    }

    /** Keeps of the client what is not told, and of its address what is told not to be known. */
    private static InetSocketAddress client(InetSocketAddress before, Map<String, String> attributes) {
        InetAddress address = attributes.get("ADDR") == null ? before.getAddress() : address(attributes.get("ADDR"));
        int port = attributes.get("PORT") == null ? before.getPort() : Integer.parseInt(attributes.get("PORT"));
        return new InetSocketAddress(address, port);
    }

    private static InetAddress address(String text) {
        boolean v6 = text.regionMatches(true, 0, IPV6, 0, IPV6.length());
        return NetUtil.createInetAddressFromIpAddressString(v6 ? text.substring(IPV6.length()) : text);
    }

    /** Returns the client's name; {@code ""} if it has none; null if that is to be found out. */
    private static String name(String value) {
        if (value == null || value.equals(TEMPORARILY_UNAVAILABLE)) {
            return null;
        }
        return value.equals(UNAVAILABLE) ? "" : value;
    }
}
