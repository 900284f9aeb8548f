package io.holdfast.ledger;

import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.Message;

/** Axon's JDBC store, with a snapshot that cannot be read being no snapshot. */
final class EventStorage extends JdbcEventStorageEngine {

    EventStorage(Builder builder) {
        super(builder);
    }

    /**
     * Reads the payload at once: Axon goes on with the whole stream when reading a snapshot fails, but by itself it would
     * find out only later, in the middle of loading.
     */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String streamId) {
        var snapshot = super.readSnapshot(streamId);
        snapshot.ifPresent(Message::getPayload);
        return snapshot;
    }
}
