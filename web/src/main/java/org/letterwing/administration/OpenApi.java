package org.letterwing.administration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Makes the OpenAPI document: the paths from the classes of the resources, the rest from a file that has the schemas and
 * what parameters mean. Immutable.
 */
final class OpenApi {

    private static final String FRAME = "openapi.json";
    private static final String PARAMETERS = "parameters";
    private static final String COMPONENTS = "#/components/";

    private final JsonObject frame;
    private final JsonObject parameters;

    OpenApi() {
        try (InputStream in = OpenApi.class.getResourceAsStream(FRAME);
                JsonReader reader = Json.createReader(in)) {
            JsonObject file = reader.readObject();
            parameters = file.getJsonObject(PARAMETERS);
            frame = Json.createObjectBuilder(file).remove(PARAMETERS).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the document of the given resources. */
    JsonObject document(Collection<Class<?>> resources) {
        Map<String, Map<String, Method>> paths = new TreeMap<>();
        for (Class<?> resource : resources) {
            for (Method method : resource.getDeclaredMethods()) {
                httpMethod(method)
                        .ifPresent(verb -> paths.computeIfAbsent(path(method), path -> new TreeMap<>())
                                .put(verb, method));
            }
        }
        JsonObjectBuilder shown = Json.createObjectBuilder();
        paths.forEach((path, methods) -> shown.add(path, path(methods)));
        return Json.createObjectBuilder(frame).add("paths", shown).build();
    }

    /** Returns the verb of a method of a resource; empty if it answers no requests. */
    static Optional<String> httpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> verb.value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static String path(Method method) {
        String path = "/" + method.getDeclaringClass().getAnnotation(Path.class).value();
        Path more = method.getAnnotation(Path.class);
        return more == null ? path : path + "/" + more.value().replaceAll(":[^}]*", ""); // what a parameter may be
    }

    private JsonObjectBuilder path(Map<String, Method> methods) {
        JsonObjectBuilder shown = Json.createObjectBuilder();
        methods.forEach((verb, method) -> shown.add(verb, operation(verb, method, methods.containsKey("get"))));
        return shown;
    }

    private JsonObjectBuilder operation(String verb, Method method, boolean isTagged) {
        Operation operation = method.getAnnotation(Operation.class);
        String tag = tag(method.getDeclaringClass());
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("operationId", tag + capital(method.getName()))
                .add("summary", operation.value())
                .add("tags", Json.createArrayBuilder().add(tag));
        if (operation.anonymous()) {
            shown.add("security", Json.createArrayBuilder());
        }
        shown.add(PARAMETERS, parameters(verb, method, isTagged));
        if (!operation.takes().isEmpty()) {
            shown.add("requestBody", body(method, operation.takes()));
        }
        return shown.add("responses", responses(verb, method, operation));
    }

    private static String tag(Class<?> resource) {
        String name = resource.getSimpleName().replaceFirst("Resource$", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private JsonArrayBuilder parameters(String verb, Method method, boolean isTagged) {
        JsonArrayBuilder shown = Json.createArrayBuilder();
        Stream.of(path(method).split("[{}]"))
                .filter(part -> !part.contains("/"))
                .forEach(name -> shown.add(parameter("path", name)));
        Arrays.stream(method.getParameterAnnotations())
                .flatMap(Arrays::stream)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .forEach(name -> shown.add(parameter("query", name)));
        if (verb.equals("get")) {
            shown.add(reference("parameters/ifNoneMatch"));
        } else if (isTagged && !verb.equals("post")) {
            shown.add(reference("parameters/ifMatch"));
        }
        return shown;
    }

    private JsonObjectBuilder parameter(String in, String name) {
        JsonObject known = parameters.getJsonObject(name);
        return Json.createObjectBuilder()
                .add("name", name)
                .add("in", in)
                .add("required", in.equals("path"))
                .add("description", known.getString("description"))
                .add("schema", Json.createObjectBuilder(known).remove("description"));
    }

    private static JsonObjectBuilder body(Method method, String schema) {
        JsonObjectBuilder content = Json.createObjectBuilder();
        for (String type : method.getAnnotation(Consumes.class).value()) {
            content.add(type, Json.createObjectBuilder().add("schema", reference("schemas/" + schema)));
        }
        return Json.createObjectBuilder().add("required", true).add("content", content);
    }

    private static JsonObjectBuilder responses(String verb, Method method, Operation operation) {
        boolean makes = method.getReturnType() == Response.class;
        JsonObjectBuilder success = Json.createObjectBuilder();
        String status = makes ? "201" : "200";
        if (operation.gives().isEmpty()) {
            status = "204";
            success.add("description", "It is done.");
        } else {
            success.add("description", makes ? "It was made." : "The answer.").add("content", content(operation));
        }
        if (makes) {
            success.add("headers", Json.createObjectBuilder().add("Location", reference("headers/Location")));
        } else if (verb.equals("get") || verb.equals("patch")) {
            success.add("headers", Json.createObjectBuilder().add("ETag", reference("headers/ETag")));
        }
        return Json.createObjectBuilder().add(status, success).add("default", reference("responses/Problem"));
    }

    private static JsonObjectBuilder content(Operation operation) {
        JsonObjectBuilder schema = reference("schemas/" + operation.gives());
        return Json.createObjectBuilder()
                .add(
                        MediaType.APPLICATION_JSON,
                        Json.createObjectBuilder().add("schema", operation.list() ? page(schema) : schema));
    }

    private static JsonObjectBuilder page(JsonObjectBuilder item) {
        JsonObjectBuilder members = Json.createObjectBuilder()
                .add("items", Json.createObjectBuilder().add("type", "array").add("items", item))
                .add("next", Json.createObjectBuilder().add("type", "string").add("nullable", true));
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("required", Json.createArrayBuilder().add("items").add("next"))
                .add("properties", members);
    }

    private static JsonObjectBuilder reference(String component) {
        return Json.createObjectBuilder().add("$ref", COMPONENTS + component);
    }
}
