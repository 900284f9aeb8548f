package io.holdfast.customer;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.holdfast.customer.CustomerState.Erased;
import io.holdfast.customer.Rejection.AlreadyRegistered;
import io.holdfast.customer.Rejection.Needed;
import io.holdfast.customer.Rejection.Taken;
import io.holdfast.events.customer.CustomerErased;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.customer.CustomerRegistered;
import io.holdfast.ledger.Caller;
import io.holdfast.ledger.HeadLock;
import io.holdfast.ledger.Recorded;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * One customer. What has to be unique among all of them, and whether an order needs one, no stream can know alone: both are
 * decided under the lock on the ledger's head (docs/decisions/0010).
 */
@Revision("1") // of its snapshots: raise it when the shape of the state changes
@NullUnmarked // Axon creates it empty and fills it by replaying events.
public class Customer {

    @AggregateIdentifier
    private CustomerId id;

    private CustomerState state;

    // Decide: read state, apply an event or throw. Never assign a field.

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded<CustomerState> handle(RegisterCustomer c, HeadLock head, PersonalData people) {
        if (state != null) {
            throw new Rejected(new AlreadyRegistered(id));
        }
        head.take();
        var taken = people.taken(c.person());
        if (!taken.isEmpty()) {
            throw new Rejected(new Taken(c.customerId(), taken));
        }
        apply(new CustomerRegistered(c.customerId().value()));
        people.keep(c.customerId(), c.person());
        return recorded();
    }

    @CommandHandler
    Recorded<CustomerState> handle(EraseCustomer c, HeadLock head, PersonalData people, OpenOrders orders) {
        if (state instanceof Erased erased) {
            throw new Rejected(new Rejection.Erased(id, erased.since(), erased.by()));
        }
        head.take();
        var needed = orders.of(id);
        if (!needed.isEmpty()) {
            throw new Rejected(new Needed(id, needed));
        }
        apply(new CustomerErased(id.value()));
        people.erase(id);
        return recorded();
    }

    // Evolve: assign fields. Never throw, log, or look anything up.

    @EventSourcingHandler
    void on(CustomerEvent event, @Timestamp Instant at, MetaData metadata) {
        id = new CustomerId(event.customerId());
        state = CustomerState.evolve(event, at, Caller.actorOf(metadata));
    }

    /** The same fold for whoever only reads: the state after a message, which may be a snapshot of this class. */
    public static CustomerState fold(@Nullable CustomerState before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof Customer snapshot
                ? snapshot.state
                : CustomerState.evolve(
                        (CustomerEvent) message.getPayload(),
                        message.getTimestamp(),
                        Caller.actorOf(message.getMetaData()));
    }

    CustomerState state() {
        return state;
    }

    private Recorded<CustomerState> recorded() {
        return new Recorded<>(state, AggregateLifecycle.getVersion());
    }

    Customer() {}
}
