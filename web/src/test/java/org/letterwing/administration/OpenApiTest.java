package org.letterwing.administration;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OpenApiTest {

    private static final Set<Class<?>> RESOURCES = resources();
    private static final JsonObject DOCUMENT = new OpenApi().document(RESOURCES);
    private static final JsonObject PATHS = DOCUMENT.getJsonObject("paths");

    /** Looks at all classes of the API, as the container does. */
    private static Set<Class<?>> resources() {
        try {
            Path root = Path.of(AdministrationApi.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                Set<Class<?>> found = new HashSet<>();
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    Class<?> type = Class.forName(
                            name.substring(0, name.length() - ".class".length()),
                            false,
                            OpenApiTest.class.getClassLoader());
                    if (type.isAnnotationPresent(jakarta.ws.rs.Path.class)) {
                        found.add(type);
                    }
                }
                return found;
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Method> methods() {
        return RESOURCES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> OpenApi.httpMethod(method).isPresent());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void eachMethodOfEachResourceIsInIt(Method method) {
        jakarta.ws.rs.Path more = method.getAnnotation(jakarta.ws.rs.Path.class);
        String path = "/"
                + method.getDeclaringClass()
                        .getAnnotation(jakarta.ws.rs.Path.class)
                        .value() + (more == null ? "" : "/" + more.value().replaceFirst(":[^}]*", ""));
        JsonObject operations = PATHS.getJsonObject(path);
        assertNotNull(operations, path);
        JsonObject operation =
                operations.getJsonObject(OpenApi.httpMethod(method).orElseThrow());
        assertNotNull(operation, path);
        assertFalse(operation.getString("summary").isEmpty());
        assertEquals(
                Arrays.asList(method.getParameterTypes()).contains(Members.class),
                operation.containsKey("requestBody"),
                path);
    }

    @Test
    void thereAreAsManyOperationsAsMethodsAndEachHasAnIdOfItsOwn() {
        List<String> ids = PATHS.values().stream()
                .flatMap(operations -> operations.asJsonObject().values().stream())
                .map(operation -> operation.asJsonObject().getString("operationId"))
                .toList();
        assertEquals(methods().count(), ids.size());
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids::toString);
    }

    @Test
    void eachResourceIsABeanThatTheServerFinds() {
        assertTrue(RESOURCES.size() > 15, RESOURCES::toString);
        for (Class<?> type : RESOURCES) {
            assertTrue(
                    type.isAnnotationPresent(RequestScoped.class) || type.isAnnotationPresent(ApplicationScoped.class),
                    type::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/domains post get",
                "/domains/{domain} get delete",
                "/domains/{domain}/accounts post get",
                "/domains/{domain}/accounts/{localPart} get patch delete",
                "/domains/{domain}/accounts/{localPart}/forwarding get patch",
                "/domains/{domain}/accounts/{localPart}/application-passwords get",
                "/domains/{domain}/accounts/{localPart}/application-passwords/{id} delete",
                "/domains/{domain}/accounts/{localPart}/second-factor delete",
                "/domains/{domain}/aliases post get",
                "/domains/{domain}/aliases/{localPart} delete",
                "/domains/{domain}/administrators post get",
                "/domains/{domain}/administrators/{account} get delete",
                "/routes post get",
                "/routes/{domain} delete",
                "/queue get",
                "/queue/{action} post",
                "/queue/{id} delete",
                "/queue/{id}/retry post",
                "/queue/{id}/hold post",
                "/queue/{id}/release post",
                "/listeners get",
                "/listeners/{id} delete",
                "/dead-letters get",
                "/dead-letters/{id}/retry post",
                "/dead-letters/{id}/bounce post",
                "/bans get",
                "/bans/{id} get delete",
                "/grants get post",
                "/grants/{id} get delete",
                "/tokens get post",
                "/tokens/{id} get delete",
                "/status get",
                "/health/ready get",
                "/health/live get",
                "/openapi.json get"
            })
    void whatThePublicApiPromisesIsInIt(String promise) {
        List<String> parts = List.of(promise.split(" "));
        assertTrue(PATHS.getJsonObject(parts.get(0)).keySet().containsAll(parts.subList(1, parts.size())));
    }

    @Test
    void whatItRefersToIsThere() {
        Set<String> references = new TreeSet<>();
        references(DOCUMENT, references);
        for (String reference : references) {
            assertTrue(reference.startsWith("#/"), reference);
            assertNotNull(DOCUMENT.getValue(reference.substring(1)), reference);
        }
        Set<String> used = references.stream()
                .filter(reference -> reference.contains("/schemas/"))
                .map(reference -> reference.replaceFirst(".*/", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                new TreeSet<>(DOCUMENT.getJsonObject("components")
                        .getJsonObject("schemas")
                        .keySet()),
                used);
    }

    private static void references(JsonValue value, Set<String> found) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (name.equals("$ref")) {
                    found.add(((JsonString) member).getString());
                }
                references(member, found);
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(item -> references(item, found));
        }
    }

    @Test
    void onlyHealthIsForEverybody() {
        PATHS.forEach((path, operations) -> operations
                .asJsonObject()
                .values()
                .forEach(operation -> assertEquals(
                        path.startsWith("/health/"), operation.asJsonObject().containsKey("security"), path)));
        assertEquals(2, DOCUMENT.getJsonArray("security").size());
    }

    @Test
    void anOperationTellsItsParametersItsBodyAndItsAnswers() {
        JsonObject change =
                PATHS.getJsonObject("/domains/{domain}/accounts/{localPart}").getJsonObject("patch");
        assertEquals("accountsChange", change.getString("operationId"));
        assertEquals(
                "domain", change.getJsonArray("parameters").getJsonObject(0).getString("name"));
        assertEquals(
                "#/components/parameters/ifMatch",
                change.getJsonArray("parameters").getJsonObject(2).getString("$ref"));
        assertEquals(
                Set.of("application/json", "application/merge-patch+json"),
                change.getJsonObject("requestBody").getJsonObject("content").keySet());
        assertEquals(Set.of("200", "default"), change.getJsonObject("responses").keySet());

        JsonObject domains = PATHS.getJsonObject("/domains");
        assertEquals(
                Set.of("201", "default"),
                domains.getJsonObject("post").getJsonObject("responses").keySet());
        assertEquals(
                List.of("after", "limit"),
                domains.getJsonObject("get").getJsonArray("parameters").getValuesAs(JsonObject.class).stream()
                        .filter(parameter -> parameter.containsKey("name"))
                        .map(parameter -> parameter.getString("name"))
                        .toList());
        assertEquals(
                Set.of("204", "default"),
                PATHS.getJsonObject("/bans/{id}")
                        .getJsonObject("delete")
                        .getJsonObject("responses")
                        .keySet());
    }
}
