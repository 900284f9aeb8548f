package io.holdfast.customer;

import io.holdfast.events.customer.CustomerErased;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.customer.CustomerRegistered;
import java.time.Instant;

/** Where a customer stands. */
public sealed interface CustomerState {

    /** One of ours. */
    record Registered(Instant at) implements CustomerState {}

    /** Nobody knows any more who it was. */
    record Erased(Instant since, String by) implements CustomerState {}

    /**
     * The state after an event, whatever it was before. The aggregate, reads and time travel all go through here.
     *
     * @param at when it happened
     * @param by who asked for it
     */
    static CustomerState evolve(CustomerEvent event, Instant at, String by) {
        return switch (event) {
            case CustomerRegistered e -> new Registered(at);
            case CustomerErased e -> new Erased(at, by);
        };
    }
}
