package io.holdfast.client;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Keys that nobody else has, in the order of time: the service gives what it makes the time of its key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.7">RFC 9562, UUID version 7</a>
 */
final class Keys {

    private static final SecureRandom DICE = new SecureRandom();

    private Keys() {}

    static UUID next() {
        long time = System.currentTimeMillis() << 16;
        long random = DICE.nextInt(0x1000);
        return new UUID(time | 0x7000 | random, DICE.nextLong() >>> 2 | Long.MIN_VALUE);
    }
}
