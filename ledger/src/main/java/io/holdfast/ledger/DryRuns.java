package io.holdfast.ledger;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.Registration;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.jspecify.annotations.Nullable;

/**
 * A second way to the same handlers: each command loads its aggregate anew, without cache and snapshots of its own, is decided
 * in its caller's thread, and its events go to the {@link DryRun} that is under way. Later commands of the same run see them.
 */
final class DryRuns {

    private DryRuns() {}

    /** A bus that stores nothing. */
    static CommandBus on(Configuration axon) {
        var bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(axon.correlationDataProviders()));
        var store = new Store(axon.eventStore());
        axon.findModules(AggregateConfiguration.class)
                .forEach(module ->
                        handler(axon, (AggregateConfiguration<?>) module, store).subscribe(bus));
        return bus;
    }

    private static <T> AggregateAnnotationCommandHandler<T> handler(
            Configuration axon, AggregateConfiguration<T> aggregate, EventStore store) {
        var type = aggregate.aggregateType();
        var handlers = axon.handlerDefinition(type);
        var repository = EventSourcingRepository.builder(type)
                .parameterResolverFactory(axon.parameterResolverFactory())
                .handlerDefinition(handlers)
                .eventStore(store)
                .aggregateFactory(aggregate.aggregateFactory())
                .lockFactory(NullLockFactory.INSTANCE)
                .build();
        return AggregateAnnotationCommandHandler.<T>builder()
                .aggregateType(type)
                .parameterResolverFactory(axon.parameterResolverFactory())
                .handlerDefinition(handlers)
                .commandTargetResolver(new Targets())
                .repository(repository)
                .build();
    }

    /** The ledger as a dry run sees it: what is there, and after it what the run would add. */
    private record Store(EventStore ledger) implements EventStore {

        @Override
        public DomainEventStream readEvents(String streamId) {
            return DomainEventStream.concat(ledger.readEvents(streamId), DomainEventStream.of(added(streamId)));
        }

        private static Stream<? extends DomainEventMessage<?>> added(String streamId) {
            return DryRun.CURRENT.get().events().stream()
                    .filter(event -> event.getAggregateIdentifier().equals(streamId));
        }

        @Override
        public void publish(List<? extends EventMessage<?>> events) {
            events.forEach(event -> DryRun.CURRENT.get().add((DomainEventMessage<?>) event));
        }

        @Override
        public void storeSnapshot(DomainEventMessage<?> snapshot) {
            throw notHere();
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken after) {
            throw notHere();
        }

        @Override
        public Registration subscribe(Consumer<List<? extends EventMessage<?>>> processor) {
            throw notHere();
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super EventMessage<?>> interceptor) {
            throw notHere();
        }

        private static UnsupportedOperationException notHere() {
            return new UnsupportedOperationException("Nobody follows a dry run.");
        }
    }
}
