package io.holdfast.http;

/** The body is larger than the service takes. */
final class TooLarge extends BrokenBody {

    private static final long serialVersionUID = 1L;

    private final long limit;

    /** @param limit bytes that would have been taken */
    TooLarge(long limit) {
        super("A body may have at most %d bytes.".formatted(limit));
        this.limit = limit;
    }

    long limit() {
        return limit;
    }
}
