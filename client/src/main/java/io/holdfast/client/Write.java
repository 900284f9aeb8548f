package io.holdfast.client;

import io.holdfast.client.Request.Repeated;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One intention to change something: made by {@link Inventory}, {@link Orders} and {@link Customers}, sent by
 * {@link Holdfast}. However often the same one is sent, it is done once; whoever wants it done twice makes two.
 */
public final class Write<T> {

    private static final String KEY = "Idempotency-Key";

    private final Request<T> request;

    private Write(Request<T> request) {
        this.request = request;
    }

    static <T> Write<T> post(Target target, @Nullable Object body, Function<Reply, T> answer) {
        return new Write<>(new Request<>("POST", target.toString(), Map.of(), body, Repeated.ANSWERED_AGAIN, answer)
                .with(KEY, quoted(Keys.next().toString())));
    }

    static <T> Write<T> put(Target target, Object body, Function<Reply, T> answer) {
        return new Write<>(new Request<>("PUT", target.toString(), Map.of(), body, Repeated.DONE_ALREADY, answer));
    }

    static <T> Write<T> delete(Target target, Function<Reply, T> answer) {
        return new Write<>(new Request<>("DELETE", target.toString(), Map.of(), null, Repeated.DONE_ALREADY, answer));
    }

    /** The same, but only if the resource is still at this version; otherwise it is refused, {@link Retry#AFTER_READ}. */
    public Write<T> ifVersion(long version) {
        return new Write<>(request.with("If-Match", quoted(String.valueOf(version))));
    }

    /**
     * The same under a key of the caller's, who keeps it so that this is done once even if the program is started again in
     * between. Without one it has a key that nobody else has. PUT and DELETE need none.
     *
     * @param key a UUID that nothing else is done under, best a time-ordered one (version 7)
     */
    public Write<T> key(UUID key) {
        return request.repeated() == Repeated.ANSWERED_AGAIN
                ? new Write<>(request.with(KEY, quoted(key.toString())))
                : this;
    }

    /** The same question, asked without doing it. */
    Request<DryRun> dry() {
        var target = request.target() + (request.target().contains("?") ? "&" : "?") + "dryRun=true";
        var asked = new Request<>(
                request.method(),
                target,
                Map.<String, String>of(),
                request.body(),
                Repeated.HARMLESS,
                reply -> reply.as(DryRun.class));
        var version = request.headers().get("If-Match");
        return version == null ? asked : asked.with("If-Match", version);
    }

    Request<T> request() {
        return request;
    }

    private static String quoted(String value) {
        return '"' + value + '"';
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
