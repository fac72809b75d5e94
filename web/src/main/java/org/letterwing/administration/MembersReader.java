package org.letterwing.administration;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;

/** Reads the JSON object (RFC 8259) of a request: of bounded length, in UTF-8, and no member twice. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, MembersReader.MERGE_PATCH})
public class MembersReader implements MessageBodyReader<Members> {

    // To look for it each time would take longer than anything else.
    private static final JsonProvider JSON = JsonProvider.provider();

    /** The media type of a merge patch (RFC 7396). */
    static final String MERGE_PATCH = "application/merge-patch+json";

    private static final int MAX_OCTETS = 1 << 20;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Members.class;
    }

    @Override
    public Members readFrom(
            Class<Members> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return parse(body);
    }

    static Members parse(InputStream body) throws IOException {
        byte[] octets = body.readNBytes(MAX_OCTETS + 1);
        if (octets.length > MAX_OCTETS) {
            throw new ProblemException(413, "A request may have at most " + MAX_OCTETS + " octets.");
        }
        try (JsonParser parser = JSON.createParser(new StringReader(decode(octets)))) {
            return new Members(object(parser));
        } catch (CharacterCodingException e) {
            throw new ProblemException(400, "The request is not in UTF-8.");
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // a JsonException, but a plain one when it is nested too deep
            throw new ProblemException(400, "The request is not well-formed JSON.");
        }
    }

    private static Map<String, JsonValue> object(JsonParser parser) {
        if (parser.next() != JsonParser.Event.START_OBJECT) {
            throw new ProblemException(400, "The request must be a JSON object.");
        }
        Map<String, JsonValue> members = new HashMap<>();
        while (parser.next() == JsonParser.Event.KEY_NAME) {
            String name = parser.getString();
            parser.next();
            if (members.put(name, parser.getValue()) != null) {
                throw new ProblemException(400, "The member '" + name + "' is there twice.");
            }
        }
        parser.hasNext(); // fails if more than white space follows
        return members;
    }

    private static String decode(byte[] octets) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(octets))
                .toString();
    }
}
