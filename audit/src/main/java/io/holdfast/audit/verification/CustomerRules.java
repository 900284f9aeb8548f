package io.holdfast.audit.verification;

import io.holdfast.customer.CustomerState;
import io.holdfast.customer.CustomerState.Registered;
import io.holdfast.events.customer.CustomerErased;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.customer.CustomerRegistered;
import io.holdfast.ledger.DecodedEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which histories a customer can have: registered, and perhaps erased. */
final class CustomerRules implements Rules<CustomerEvent, CustomerState> {

    @Override
    public Class<CustomerEvent> family() {
        return CustomerEvent.class;
    }

    @Override
    public String streamType() {
        return "Customer";
    }

    @Override
    public String streamOf(CustomerEvent event) {
        return event.customerId();
    }

    @Override
    public CustomerState after(@Nullable CustomerState before, CustomerEvent event, DecodedEntry recorded) {
        return CustomerState.evolve(event, recorded.at(), recorded.actor());
    }

    @Override
    public Optional<String> fault(@Nullable CustomerState before, CustomerEvent event) {
        boolean possible = switch (event) {
            case CustomerRegistered e -> before == null;
            case CustomerErased e -> before instanceof Registered;
        };
        return possible ? Optional.empty() : Optional.of("A customer is registered once, and erased once after that.");
    }

    @Override
    public Optional<String> fault(CustomerState after) {
        return Optional.empty();
    }
}
