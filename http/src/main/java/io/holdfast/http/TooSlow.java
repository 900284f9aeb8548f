package io.holdfast.http;

import java.io.IOException;
import java.time.Duration;

/** The body took longer than the service waits. An {@link IOException}, because it is found out while reading. */
final class TooSlow extends IOException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    /** @param patience how long it would have been waited for */
    TooSlow(Duration patience) {
        super("A body took longer than " + patience);
        this.seconds = patience.toSeconds();
    }

    String words() {
        return "The body did not arrive within %d seconds".formatted(seconds);
    }
}
