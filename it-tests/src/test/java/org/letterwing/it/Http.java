package org.letterwing.it;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests of every kind to the console and the API, as raw as a stranger could send them. It keeps cookies. */
final class Http {

    static final String JSON = "application/json";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .build();
    private final String root;
    private final String credentials;

    private Http(MailHost host, String application, String credentials) {
        root = "http://" + MailHost.NAME + ":" + host.ports().http() + application;
        this.credentials = credentials;
    }

    /** Asks without credentials. */
    static Http anonymous(MailHost host) {
        return of(host, "/letterwing");
    }

    /** Asks another application without credentials. */
    static Http of(MailHost host, String application) {
        return new Http(host, application, null);
    }

    /** Asks with HTTP Basic. */
    static Http as(MailHost host, String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Http(host, "/letterwing", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Asks with a token. */
    static Http bearer(MailHost host, String token) {
        return new Http(host, "/letterwing", "Bearer " + token);
    }

    /** Asks as the administrator. */
    static Http administrator(MailHost host) {
        return as(host, "admin", host.adminPassword());
    }

    HttpResponse<String> get(String path) throws IOException {
        return send("GET", path, null, BodyPublishers.noBody());
    }

    HttpResponse<String> delete(String path) throws IOException {
        return send("DELETE", path, null, BodyPublishers.noBody());
    }

    HttpResponse<String> json(String method, String path, String json) throws IOException {
        return send(method, path, JSON, BodyPublishers.ofString(json));
    }

    HttpResponse<String> form(String path, Map<String, String> fields) throws IOException {
        String body = fields.entrySet().stream()
                .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(String method, String path, String contentType, BodyPublisher body, String... headers)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(root + path)).timeout(TIMEOUT).method(method, body);
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Returns the value of the console's session cookie; empty if there is none. */
    String session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals("LETTERWING"))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
