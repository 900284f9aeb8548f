package io.holdfast.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.customer.config.CustomerConfiguration;
import io.holdfast.events.customer.CustomerErased;
import io.holdfast.events.customer.CustomerEvent;
import io.holdfast.events.customer.CustomerRegistered;
import io.holdfast.ledger.Caller;
import io.holdfast.ledger.EventSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A customer that was written as a snapshot is the same when it is read. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTest {

    static Stream<List<CustomerEvent>> histories() {
        return Stream.of(
                List.of(new CustomerRegistered("customer-1")),
                List.of(new CustomerRegistered("customer-1"), new CustomerErased("customer-1")));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void is_read_as_it_was_written(List<CustomerEvent> history) {
        var serializer = EventSerializer.of(List.of(CustomerConfiguration.customerTypes()));
        var customer = new Customer();
        var byAnn = MetaData.from(Map.of(Caller.ACTOR, "ann"));
        history.forEach(event -> customer.on(event, Instant.parse("2026-03-03T12:00:00Z"), byAnn));
        Customer read = serializer.deserialize(serializer.serialize(customer, String.class));
        assertThat(read.state()).isEqualTo(customer.state());
    }
}
