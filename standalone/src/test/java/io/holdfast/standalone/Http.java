package io.holdfast.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running service as any program would. */
final class Http {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final int port;
    private final @Nullable String actor;

    Http(int port) {
        this(port, null);
    }

    private Http(int port, @Nullable String actor) {
        this.port = port;
        this.actor = actor;
    }

    /** The same service, called by somebody who says who they are. */
    Http as(String who) {
        return new Http(port, who);
    }

    int port() {
        return port;
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String text) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        /** A field, by JSON Pointer. */
        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The last part of a problem's type, or nothing. */
        String problem() {
            var type = text.isEmpty() ? "" : at("/type").asString("");
            return type.replace("/problems/", "");
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, @Nullable String body) {
        return send(withBody(path, "POST", body));
    }

    Answer put(String path, String body) {
        return send(withBody(path, "PUT", body));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
        return actor == null ? request : request.header("Holdfast-Actor", actor);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), response.headers(), response.body());
            Problems.check(answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder withBody(String path, String method, @Nullable String body) {
        return body == null
                ? request(path).method(method, BodyPublishers.noBody())
                : request(path)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
    }
}
