package io.holdfast.events.customer;

import io.holdfast.events.Fact;

/** Everything that can have happened to a customer. The id is all that is said: personal data can be erased, events cannot. */
public sealed interface CustomerEvent extends Fact permits CustomerRegistered, CustomerErased {

    /** The customer, with its prefix: {@code customer-...}. */
    String customerId();

    @Override
    default String summary() {
        return switch (this) {
            case CustomerRegistered e -> "%s was registered.".formatted(e.customerId());
            case CustomerErased e -> "%s was erased.".formatted(e.customerId());
        };
    }
}
