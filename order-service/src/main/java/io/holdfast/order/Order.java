package io.holdfast.order;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.OpenOrders;
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderEvent;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Recorded;
import io.holdfast.order.OrderState.Abandoned;
import io.holdfast.order.OrderState.Open;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.Rejection.AlreadyPlaced;
import io.holdfast.order.Rejection.Fenced;
import io.holdfast.order.Rejection.HoldNotOver;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.NotOpen;
import io.holdfast.order.Rejection.Overtaken;
import io.holdfast.order.Rejection.UnknownCustomer;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * One order. It records what inventory has granted already; whether there is stock is not its to judge
 * (docs/decisions/0003).
 */
@Revision("2") // of its snapshots: raise it when the shape of the state changes
@NullUnmarked // Axon creates it empty and fills it by replaying events.
public class Order {

    @AggregateIdentifier
    private OrderId id;

    private OrderState state;

    // Decide: read state, apply an event or throw. Never assign a field.

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded<OrderState> handle(PlaceOrder c, OpenOrders orders) {
        if (state instanceof Abandoned) {
            throw new Rejected(new Fenced(id, id.value()));
        }
        if (state != null) {
            throw new Rejected(new AlreadyPlaced(id));
        }
        var customer = c.customerId() == null ? null : new CustomerId(c.customerId());
        if (customer != null && !orders.isRegistered(customer)) {
            throw new Rejected(new UnknownCustomer(c.orderId(), customer));
        }
        record(new OrderPlaced(c.orderId().value(), c.customerId(), c.currency(), c.lines(), c.holdUntil()));
        if (customer != null) {
            orders.open(customer, id.value());
        }
        return recorded();
    }

    @CommandHandler
    Recorded<OrderState> handle(ChangeLine c, OpenOrders orders) {
        var details = requireOpen().details();
        if (AggregateLifecycle.getVersion() != c.basedOn()) {
            throw new Rejected(new Overtaken(id, c.basedOn(), AggregateLifecycle.getVersion()));
        }
        return LineChange.of(id, details, c.item(), c.quantity(), c.unitPrice())
                .event()
                .map(changed -> record(changed, orders))
                .orElseGet(this::recorded);
    }

    @CommandHandler
    Recorded<OrderState> handle(RemoveLine c, OpenOrders orders) {
        return record(LineChange.removal(id, requireOpen().details(), c.item()), orders);
    }

    @CommandHandler
    Recorded<OrderState> handle(RecordShipment c, OpenOrders orders) {
        if (state instanceof Placed placed && placed.details().has(c.shipmentId())) {
            return recorded();
        }
        var open = requireOpen();
        if (open.abandoned().contains(c.shipmentId().value())) {
            throw new Rejected(new Fenced(id, c.shipmentId().value()));
        }
        var refusals = open.details().refusals(id, c.lines());
        if (!refusals.isEmpty()) {
            throw new Rejected(new LinesRefused(id, refusals));
        }
        return record(new ShipmentRecorded(id.value(), c.shipmentId().value(), c.lines()), orders);
    }

    @CommandHandler
    Recorded<OrderState> handle(CancelOrder c, OpenOrders orders) {
        return record(
                new OrderCancelled(
                        id.value(), c.reason(), requireOpen().details().left()),
                orders);
    }

    @CommandHandler
    Recorded<OrderState> handle(ExpireOrder c, OpenOrders orders) {
        var details = requireOpen().details();
        if (details.holdUntil() == null || c.asOf().isBefore(details.holdUntil())) {
            throw new Rejected(new HoldNotOver(id, c.asOf()));
        }
        return record(new OrderExpired(id.value(), details.left()), orders);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded<OrderState> handle(AbandonOrder c) {
        return state == null ? record(new OrderAbandoned(c.orderId().value())) : recorded();
    }

    @CommandHandler
    Recorded<OrderState> handle(AbandonShipment c) {
        var shipment = c.shipmentId();
        return state instanceof Open open
                        && !open.details().has(shipment)
                        && !open.abandoned().contains(shipment.value())
                ? record(new ShipmentAbandoned(id.value(), shipment.value()))
                : recorded();
    }

    @CommandHandler
    Recorded<OrderState> handle(AbandonLineChange c) {
        return state instanceof Open
                ? record(new LineChangeAbandoned(
                        id.value(), c.item().sku(), c.item().location()))
                : recorded();
    }

    // Evolve: assign fields. Never throw, log, or look anything up.

    @EventSourcingHandler
    void on(OrderEvent event, @Timestamp Instant at) {
        id = new OrderId(event.orderId());
        state = OrderState.evolve(state, event, at);
    }

    /** The same fold for whoever only reads: the state after a message, which may be a snapshot of this class. */
    public static OrderState fold(@Nullable OrderState before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof Order snapshot
                ? snapshot.state
                : OrderState.evolve(before, (OrderEvent) message.getPayload(), message.getTimestamp());
    }

    OrderState state() {
        return state;
    }

    private Recorded<OrderState> record(OrderEvent event) {
        apply(event);
        return recorded();
    }

    /** The same for what may end the order, which then keeps no customer from being erased. */
    private Recorded<OrderState> record(OrderEvent event, OpenOrders orders) {
        apply(event);
        if (state instanceof Placed placed
                && !(placed instanceof Open)
                && placed.details().customerId() != null) {
            orders.end(id.value());
        }
        return recorded();
    }

    private Recorded<OrderState> recorded() {
        return new Recorded<>(state, AggregateLifecycle.getVersion());
    }

    private Open requireOpen() {
        return switch (state) {
            case Open open -> open;
            case Placed ended -> throw new Rejected(new NotOpen(id, ended.status()));
            case Abandoned never -> throw new NoSuchStream(id.value());
        };
    }

    Order() {}
}
