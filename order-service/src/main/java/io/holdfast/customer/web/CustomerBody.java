package io.holdfast.customer.web;

import io.holdfast.customer.Customers.Known;
import java.time.Instant;

/** A customer as the API shows it. */
record CustomerBody(String customerId, String email, String username, Instant registeredAt, long version) {

    static CustomerBody of(Known customer) {
        return new CustomerBody(
                customer.customerId().value(),
                customer.person().email().value(),
                customer.person().username().value(),
                customer.registeredAt(),
                customer.version());
    }

    /** Nothing that a log could keep. */
    @Override
    public String toString() {
        return customerId;
    }
}
