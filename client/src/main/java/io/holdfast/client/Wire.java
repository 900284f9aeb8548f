package io.holdfast.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once.
 *
 * @param service where the service is, without a slash at the end
 * @param actor who is calling, as the service keeps it with every event
 */
record Wire(HttpClient http, String service, @Nullable String actor) {

    /** Longer answers are not read to their end. A stock item that 100,000 orders hold has 40 MB of blockers. */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    static Wire to(URI service) {
        if (service.getQuery() != null || service.getFragment() != null || service.getHost() == null) {
            throw new IllegalArgumentException("Not where a service is: " + service);
        }
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
        return new Wire(http, service.toString().replaceFirst("/+$", ""), null);
    }

    /** Sends it and waits for the whole answer, or until there is none. */
    Exchanged exchange(Request<?> request, Duration atMost) throws InterruptedException {
        var handler = BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BYTES);
        var answer = http.sendAsync(message(request), handler);
        try {
            // The client's own time-out ends with the headers; a body may take for ever.
            var response = answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            return noAnswer(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new NoAnswer(new HttpTimeoutException("No answer within " + atMost), true);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private HttpRequest message(Request<?> request) {
        var message = HttpRequest.newBuilder(URI.create(service + request.target()))
                .header("Accept", "application/json, application/problem+json");
        request.headers().forEach(message::setHeader);
        if (actor != null) {
            message.header("Holdfast-Actor", actor);
        }
        if (request.body() == null) {
            return message.method(request.method(), BodyPublishers.noBody()).build();
        }
        return message.header("Content-Type", "application/json")
                .method(request.method(), BodyPublishers.ofString(Json.MAPPER.writeValueAsString(request.body())))
                .build();
    }

    private static NoAnswer noAnswer(@Nullable Throwable cause) {
        boolean neverSent = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        return new NoAnswer(cause instanceof IOException lost ? lost : new IOException(cause), !neverSent);
    }
}
