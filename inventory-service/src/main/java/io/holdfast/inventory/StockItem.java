package io.holdfast.inventory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionCancelled;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemEvent;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.inventory.StockUnpicked;
import io.holdfast.inventory.AdjustStock.Count;
import io.holdfast.inventory.AdjustStock.Difference;
import io.holdfast.inventory.DeleteStockItem.WhenReserved;
import io.holdfast.inventory.Rejection.AlreadyExists;
import io.holdfast.inventory.Rejection.BeingDeleted;
import io.holdfast.inventory.Rejection.HeldAgainstAdjustment;
import io.holdfast.inventory.Rejection.HeldAgainstDeletion;
import io.holdfast.inventory.Rejection.LessOnHand;
import io.holdfast.inventory.Rejection.NotBeingDeleted;
import io.holdfast.inventory.Rejection.NotEnough;
import io.holdfast.inventory.Rejection.NotPicked;
import io.holdfast.inventory.Rejection.NotReserved;
import io.holdfast.inventory.Rejection.PickedDifferently;
import io.holdfast.inventory.StockLevels.Pick;
import io.holdfast.inventory.StockState.Active;
import io.holdfast.inventory.StockState.Deleted;
import io.holdfast.inventory.StockState.Deleting;
import io.holdfast.inventory.StockState.Present;
import io.holdfast.ledger.Caller;
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
 * A SKU at a location: the only judge of who may have its units and of whether it may go. Picking for a shipment and
 * deleting the item meet here, in one stream, and the first one in wins (docs/decisions/0002).
 */
@Revision("3") // of its snapshots: raise it when the shape of the state changes
@NullUnmarked // Axon creates it empty and fills it by replaying events.
public class StockItem {

    @AggregateIdentifier
    private StockItemId id;

    private StockState state;

    // Decide: read state, apply events or throw. Never assign a field.

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    Recorded<StockState> handle(RegisterStockItem c) {
        if (state instanceof Present) {
            throw new Rejected(new AlreadyExists(id));
        }
        return record(new StockItemRegistered(c.item().sku(), c.item().location(), c.name(), c.onHand()));
    }

    @CommandHandler
    Recorded<StockState> handle(ReceiveStock c) {
        requireActive();
        return record(new StockReceived(id.sku(), id.location(), c.quantity(), c.reference()));
    }

    @CommandHandler
    Recorded<StockState> handle(AdjustStock c) {
        var levels = requirePresent().levels();
        var adjusted = switch (c.adjustment()) {
            case Difference by -> new StockAdjusted(id.sku(), id.location(), by.delta(), null, c.reason());
            case Count to ->
                new StockAdjusted(id.sku(), id.location(), to.counted() - levels.onHand(), to.counted(), c.reason());
        };
        long onHand = levels.onHand() + adjusted.delta();
        if (levels.isHeld() && onHand < levels.reserved() + levels.picked()) {
            throw new Rejected(new HeldAgainstAdjustment(id, state instanceof Deleting, onHand, Blocker.all(levels)));
        }
        if (onHand < 0) {
            throw new Rejected(new LessOnHand(id, -adjusted.delta(), levels.onHand()));
        }
        return record(adjusted);
    }

    @CommandHandler
    Recorded<StockState> handle(ReserveStock c) {
        var levels = requirePresent().levels();
        long before = levels.reservedFor(c.orderId());
        long taken = levels.takenFor(c.orderId());
        long wanted = Math.max(0, c.quantity() - taken);
        if (before == wanted) {
            return record();
        }
        requireActive();
        if (levels.available() + before < wanted) {
            throw new Rejected(new NotEnough(id, c.orderId(), c.quantity(), levels.available() + before + taken));
        }
        return record(
                wanted == 0
                        ? new StockReleased(id.sku(), id.location(), c.orderId(), before)
                        : new StockReserved(id.sku(), id.location(), c.orderId(), wanted, wanted - before));
    }

    @CommandHandler
    Recorded<StockState> handle(ReleaseStock c) {
        long held = state instanceof Present present ? present.levels().reservedFor(c.orderId()) : 0;
        return held == 0 ? record() : release(c.orderId(), held);
    }

    @CommandHandler
    Recorded<StockState> handle(RaiseReservation c) {
        var levels = requirePresent().levels();
        var order = c.claim().orderId();
        long before = levels.reservedFor(order);
        long wanted = levels.owed(c.claim());
        if (before < wanted) {
            requireActive();
        } else if (levels.asOf(order) >= c.claim().orderVersion()) {
            return record();
        }
        if (levels.available() + before < wanted) {
            throw new Rejected(new NotEnough(id, order, wanted, levels.available() + before));
        }
        long after = Math.max(before, wanted);
        return record(amended(c.claim(), after, after - before));
    }

    @CommandHandler
    Recorded<StockState> handle(LowerReservation c) {
        if (!(state instanceof Present present)) {
            return record();
        }
        var levels = present.levels();
        var order = c.claim().orderId();
        long before = levels.reservedFor(order);
        long wanted = levels.owed(c.claim());
        if (before <= wanted || levels.asOf(order) > c.claim().orderVersion()) {
            return record();
        }
        return wanted == 0 && !levels.hasPicks(order)
                ? release(order, before)
                : record(amended(c.claim(), wanted, wanted - before));
    }

    @CommandHandler
    Recorded<StockState> handle(PickStock c) {
        var levels = requirePresent().levels();
        var pick = levels.picks().get(c.shipmentId());
        if (new Pick(c.orderId(), c.quantity()).equals(pick) || levels.wasDispatched(c.shipmentId(), c.orderId())) {
            return record();
        }
        if (pick != null) {
            throw new Rejected(new PickedDifferently(id, c.shipmentId(), pick.orderId(), pick.quantity()));
        }
        requireActive();
        long reserved = levels.reservedFor(c.orderId());
        if (reserved < c.quantity()) {
            throw new Rejected(new NotReserved(id, c.shipmentId(), c.orderId(), c.quantity(), reserved));
        }
        return record(new StockPicked(id.sku(), id.location(), c.shipmentId(), c.orderId(), c.quantity()));
    }

    @CommandHandler
    Recorded<StockState> handle(UnpickStock c) {
        var pick = pickOf(c.shipmentId());
        return pick == null
                ? record()
                : record(new StockUnpicked(id.sku(), id.location(), c.shipmentId(), pick.orderId(), pick.quantity()));
    }

    @CommandHandler
    Recorded<StockState> handle(DispatchStock c) {
        var pick = pickOf(c.shipmentId());
        if (pick == null) {
            throw new Rejected(new NotPicked(id, c.shipmentId(), state.status()));
        }
        return record(new StockDispatched(id.sku(), id.location(), c.shipmentId(), pick.orderId(), pick.quantity()));
    }

    @CommandHandler
    Recorded<StockState> handle(DeleteStockItem c) {
        var levels = requirePresent().levels();
        var blockers = c.whenReserved() == WhenReserved.REFUSE ? Blocker.all(levels) : Blocker.picks(levels);
        if (!blockers.isEmpty()) {
            throw new Rejected(new HeldAgainstDeletion(id, state instanceof Deleting, blockers));
        }
        if (!levels.isHeld()) {
            return record(new StockItemDeleted(id.sku(), id.location(), levels.onHand()));
        }
        return state instanceof Deleting ? record() : record(new StockItemDeletionStarted(id.sku(), id.location()));
    }

    @CommandHandler
    Recorded<StockState> handle(CancelDeletion c) {
        if (requirePresent() instanceof Active) {
            throw new Rejected(new NotBeingDeleted(id, state.status()));
        }
        return record(new StockItemDeletionCancelled(id.sku(), id.location()));
    }

    // Evolve: assign fields. Never throw, log, or look anything up.

    @EventSourcingHandler
    void on(StockItemEvent event, @Timestamp Instant at, MetaData metadata) {
        id = new StockItemId(event.sku(), event.location());
        state = StockState.evolve(state, event, at, Caller.actorOf(metadata));
    }

    /** The same fold for whoever only reads: the state after a message, which may be a snapshot of this class. */
    public static StockState fold(@Nullable StockState before, DomainEventMessage<?> message) {
        return message.getPayload() instanceof StockItem snapshot
                ? snapshot.state
                : StockState.evolve(
                        before,
                        (StockItemEvent) message.getPayload(),
                        message.getTimestamp(),
                        Caller.actorOf(message.getMetaData()));
    }

    private Recorded<StockState> record(StockItemEvent... events) {
        for (var event : events) {
            apply(event);
        }
        return new Recorded<>(state, AggregateLifecycle.getVersion());
    }

    private Recorded<StockState> release(String order, long held) {
        var released = new StockReleased(id.sku(), id.location(), order, held);
        var left = ((Present) state).levels().without(order);
        return state instanceof Deleting && !left.isHeld()
                ? record(released, new StockItemDeleted(id.sku(), id.location(), left.onHand()))
                : record(released);
    }

    private StockReserved amended(Claim claim, long quantity, long added) {
        return new StockReserved(id.sku(), id.location(), claim.orderId(), quantity, added, claim.orderVersion());
    }

    StockState state() {
        return state;
    }

    private @Nullable Pick pickOf(String shipmentId) {
        return state instanceof Present present ? present.levels().picks().get(shipmentId) : null;
    }

    private Present requirePresent() {
        if (state instanceof Deleted deleted) {
            throw new Rejected(new Rejection.Deleted(id, deleted.since(), deleted.by()));
        }
        return (Present) state;
    }

    private void requireActive() {
        if (requirePresent() instanceof Deleting deleting) {
            throw new Rejected(new BeingDeleted(id, deleting.since(), deleting.by()));
        }
    }

    StockItem() {}
}
