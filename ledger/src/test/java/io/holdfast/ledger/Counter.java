package io.holdfast.ledger;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.NullUnmarked;

/** The smallest thing that can be raced for: a number that goes up, but not beyond a limit. */
@NullUnmarked
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
class Counter {

    record Increment(@TargetAggregateIdentifier String counter, long limit) implements Command<Long> {}

    record Read(@TargetAggregateIdentifier String counter) implements Command<Long> {}

    /** Goes up by so many at once, an event each. */
    record Count(@TargetAggregateIdentifier String counter, int times) implements Command<Long> {}

    /** The same, and answers as services do. */
    record Add(@TargetAggregateIdentifier String counter, int times) implements Command<Recorded<Long>> {}

    /** Goes up, and then the handler breaks. */
    record Break(@TargetAggregateIdentifier String counter) implements Command<Long> {}

    sealed interface CounterEvent {}

    record Incremented(String counter, long value) implements CounterEvent {}

    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private String id;

    private long value;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long handle(Increment command) {
        if (value >= command.limit()) {
            throw new Full();
        }
        apply(new Incremented(command.counter(), value + 1));
        return value;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long handle(Count command) {
        for (int i = 0; i < command.times(); i++) {
            apply(new Incremented(command.counter(), value + 1));
        }
        return value;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long handle(Break command) {
        apply(new Incremented(command.counter(), value + 1));
        throw new IllegalStateException("broken");
    }

    @CommandHandler
    long handle(Read command) {
        return value;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded<Long> handle(Add command) {
        for (int i = 0; i < command.times(); i++) {
            apply(new Incremented(command.counter(), value + 1));
        }
        return new Recorded<>(value, AggregateLifecycle.getVersion());
    }

    static Long fold(Long before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof Counter snapshot
                ? snapshot.value
                : ((Incremented) message.getPayload()).value();
    }

    @EventSourcingHandler
    void on(Incremented event) {
        id = event.counter();
        value = event.value();
    }

    Counter() {}
}
