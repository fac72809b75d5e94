package org.letterwing.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.letterwing.api.Envelope;
import org.letterwing.api.Header;
import org.letterwing.api.InboundMail;

/** What a parameter of a mail method gets of a mail. */
interface MailMethodArgument {

    /** RFC 5322 3.6.8. */
    Pattern FIELD_NAME = Pattern.compile("[!-9;-~]+");

    /** Returns the value for a call; null if the mail doesn't have it. */
    Object value(OpenedMail mail) throws IOException, MessagingException;

    /** Returns what a parameter gets; fails with {@link IllegalArgumentException} that tells why it can't get any. */
    static MailMethodArgument of(Parameter parameter) {
        Header header = parameter.getAnnotation(Header.class);
        return header == null ? part(parameter.getType()) : field(header.value(), parameter.getParameterizedType());
    }

    private static MailMethodArgument field(String name, Type type) {
        if (!FIELD_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("has @Header(\"" + name + "\"), but that is no name of a header field");
        }
        if (type == String.class) {
            return mail -> mail.fields(name).stream().findFirst().orElse(null);
        }
        if (isOfStrings(type, Optional.class)) {
            return mail -> mail.fields(name).stream().findFirst();
        }
        if (isOfStrings(type, List.class)) {
            return mail -> mail.fields(name);
        }
        throw new IllegalArgumentException("has @Header, and so must be a String, Optional<String> or List<String>");
    }

    private static boolean isOfStrings(Type type, Class<?> generic) {
        return type instanceof ParameterizedType of
                && of.getRawType() == generic
                && of.getActualTypeArguments()[0] == String.class;
    }

    private static MailMethodArgument part(Class<?> type) {
        if (type == InboundMail.class) {
            return OpenedMail::mail;
        }
        if (type == Envelope.class) {
            return mail -> mail.mail().envelope();
        }
        if (type == MimeMessage.class) {
            return mail -> mail.mail().toMimeMessage();
        }
        if (type == InputStream.class) {
            return OpenedMail::content;
        }
        throw new IllegalArgumentException(
                "has neither @Param nor @Header, and so must be an InboundMail, Envelope, MimeMessage or InputStream");
    }
}
