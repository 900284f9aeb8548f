package io.holdfast.customer;

import io.holdfast.customer.CustomerState.Erased;
import io.holdfast.customer.CustomerState.Registered;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Recorded;
import io.holdfast.ledger.Streams;
import java.time.Instant;

/** Reads who a customer is: the event says that there is one, and since when; the personal data says who. */
public final class Customers {

    private final Streams streams;
    private final PersonalData people;

    public Customers(Streams streams, PersonalData people) {
        this.streams = streams;
        this.people = people;
    }

    /** A registered customer. */
    public record Known(CustomerId customerId, Person person, Instant registeredAt, long version) {}

    /**
     * The customer as it stands.
     *
     * @throws NoSuchStream if it was never registered
     * @throws Rejected if it is erased
     */
    public Known get(CustomerId customer) {
        var recorded = read(customer);
        return switch (recorded.state()) {
            case Registered registered ->
                people.of(customer)
                        .map(person -> new Known(customer, person, registered.at(), recorded.version()))
                        .orElseThrow(() -> erasedMeanwhile(customer));
            case Erased erased -> throw rejected(customer, erased);
        };
    }

    private Recorded<CustomerState> read(CustomerId customer) {
        return streams.read(customer.value(), Customer::fold).orElseThrow(() -> new NoSuchStream(customer.value()));
    }

    /** Event and data go together; between reading the one and the other somebody erased both. */
    private RuntimeException erasedMeanwhile(CustomerId customer) {
        return read(customer).state() instanceof Erased erased
                ? rejected(customer, erased)
                : new IllegalStateException("Nobody knows who %s is, although it is not erased.".formatted(customer));
    }

    private static Rejected rejected(CustomerId customer, Erased erased) {
        return new Rejected(new Rejection.Erased(customer, erased.since(), erased.by()));
    }
}
