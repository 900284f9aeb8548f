package io.holdfast.http;

import java.time.Duration;

/** The body took longer than the service waits. */
final class TooSlow extends BrokenBody {

    private static final long serialVersionUID = 1L;

    /** @param patience how long it would have been waited for */
    TooSlow(Duration patience) {
        super("The body did not arrive within %d seconds".formatted(patience.toSeconds()));
    }
}
