package io.holdfast.client;

import io.holdfast.client.Request.Repeated;
import java.util.Map;
import java.util.function.Function;

/** Something to be read: made by {@link Inventory}, {@link Orders} and {@link Customers}, sent by {@link Holdfast}. */
public final class Read<T> {

    private final Request<T> request;

    private Read(Request<T> request) {
        this.request = request;
    }

    static <T> Read<T> of(Target target, Function<Reply, T> answer) {
        return at(target.toString(), answer);
    }

    private static <T> Read<T> at(String target, Function<Reply, T> answer) {
        return new Read<>(new Request<>("GET", target, Map.of(), null, Repeated.HARMLESS, answer));
    }

    Request<T> request() {
        return request;
    }

    /** The same kind of thing, from elsewhere. */
    Read<T> at(String target) {
        return at(target, request.answer());
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
