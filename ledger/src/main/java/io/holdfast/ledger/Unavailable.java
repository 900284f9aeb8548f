package io.holdfast.ledger;

import java.time.Duration;

/** The ledger cannot take a command or answer a question at the moment. Nothing was stored; try again later. */
public final class Unavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** When another try is worth it. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** @param why in a sentence */
    public Unavailable(String why) {
        super(why, null, false, false);
    }
}
