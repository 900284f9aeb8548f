package io.holdfast.client;

/** Thrown by {@link Result#orThrow()}: there is no value, because of a refusal or because patience was over. */
public final class NotDone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Result<?> result;

    NotDone(Result<?> result, String message) {
        super(message);
        this.result = result;
    }

    /** What there is instead of a value. */
    public Result<?> result() {
        return result;
    }
}
