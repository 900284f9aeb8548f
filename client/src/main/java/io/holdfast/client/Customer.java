package io.holdfast.client;

import java.time.Instant;

/** A customer. */
public record Customer(String customerId, String email, String username, Instant registeredAt, long version) {

    /** Nothing that a log could keep. */
    @Override
    public String toString() {
        return customerId;
    }
}
