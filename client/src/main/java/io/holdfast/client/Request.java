package io.holdfast.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param target path and query, relative to the service
 * @param body what is sent as JSON, if anything
 * @param repeated what it means to send it again
 * @param answer reads the answer
 */
record Request<T>(
        String method,
        String target,
        Map<String, String> headers,
        @Nullable Object body,
        Repeated repeated,
        Function<Reply, T> answer) {

    /** What it means to send a request again, if nobody knows whether it was done. */
    enum Repeated {
        /** It changes nothing. */
        HARMLESS,
        /** It is done once and answered as the first time, because it has a key. */
        ANSWERED_AGAIN,
        /** It is done once, but the answer may be another: what is to be deleted is deleted already. */
        DONE_ALREADY
    }

    Request<T> with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Request<>(method, target, Map.copyOf(more), body, repeated, answer);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
