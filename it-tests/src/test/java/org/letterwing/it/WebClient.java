package org.letterwing.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** Letterwing's administration API, or another application's pages, over HTTP; thread-safe. */
final class WebClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String root;
    private final String credentials;

    WebClient(String root, String user, String password) {
        this.root = root;
        credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a domain, which may be there already. */
    void domain(String domain) throws IOException {
        make("/api/v1/domains", "{\"name\":\"" + domain + "\"}");
    }

    /** Makes an account, which may be there already. */
    void account(String localPart, String domain, String password) throws IOException {
        make(
                "/api/v1/domains/" + domain + "/accounts",
                "{\"localPart\":\"" + localPart + "\",\"password\":\"" + password + "\"}");
    }

    /** Returns whether every listener is bound, the database answers and the mail system is there. */
    boolean isReady() throws IOException {
        return send(request("/api/v1/health/ready").GET()).statusCode() == 200;
    }

    /** Sends a GET as the administrator. */
    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).header("Authorization", credentials).GET());
    }

    /** Sends a GET without credentials. */
    HttpResponse<String> getAnonymously(String path) throws IOException {
        return send(request(path).GET());
    }

    /** Sends a GET without credentials, and doesn't wait for the answer. */
    CompletableFuture<HttpResponse<String>> getLater(String path) {
        return HTTP.sendAsync(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String json) throws IOException {
        return send(request(path)
                .header("Authorization", credentials)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private void make(String path, String json) throws IOException {
        HttpResponse<String> response = post(path, json);
        if (response.statusCode() != 201 && response.statusCode() != 409) {
            throw new IOException("POST " + path + " was answered " + response.statusCode() + " " + response.body());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(60));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
