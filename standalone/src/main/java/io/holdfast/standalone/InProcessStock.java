package io.holdfast.standalone;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.inventory.DispatchStock;
import io.holdfast.inventory.LowerReservation;
import io.holdfast.inventory.PickStock;
import io.holdfast.inventory.RaiseReservation;
import io.holdfast.inventory.Rejected;
import io.holdfast.inventory.Rejection;
import io.holdfast.inventory.Rejection.AlreadyExists;
import io.holdfast.inventory.Rejection.BeingDeleted;
import io.holdfast.inventory.Rejection.Deleted;
import io.holdfast.inventory.Rejection.HeldAgainstAdjustment;
import io.holdfast.inventory.Rejection.HeldAgainstDeletion;
import io.holdfast.inventory.Rejection.LessOnHand;
import io.holdfast.inventory.Rejection.NotBeingDeleted;
import io.holdfast.inventory.Rejection.NotEnough;
import io.holdfast.inventory.Rejection.NotPicked;
import io.holdfast.inventory.Rejection.NotReserved;
import io.holdfast.inventory.Rejection.PickedDifferently;
import io.holdfast.inventory.ReleaseStock;
import io.holdfast.inventory.ReserveStock;
import io.holdfast.inventory.StockItemCommand;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockState.Present;
import io.holdfast.inventory.UnpickStock;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Contention;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Unavailable;
import io.holdfast.order.Claim;
import io.holdfast.order.LineRefusal;
import io.holdfast.order.OrderId;
import io.holdfast.order.ShipmentId;
import io.holdfast.order.Stock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Inventory, as orders see it, in the same process: every line becomes a command to its stock item. */
final class InProcessStock implements Stock {

    private final Commands commands;

    InProcessStock(Commands commands) {
        this.commands = commands;
    }

    @Override
    public List<LineRefusal> reserve(OrderId order, List<ItemQuantity> lines) {
        return ask(lines, (item, line) -> new ReserveStock(item, order.value(), line.quantity()));
    }

    @Override
    public void release(OrderId order, List<ItemQuantity> lines) {
        tell(lines, (item, line) -> new ReleaseStock(item, order.value()));
    }

    @Override
    public List<LineRefusal> pick(ShipmentId shipment, OrderId order, List<ItemQuantity> lines) {
        return ask(lines, (item, line) -> new PickStock(item, shipment.value(), order.value(), line.quantity()));
    }

    @Override
    public void unpick(ShipmentId shipment, List<ItemQuantity> lines) {
        tell(lines, (item, line) -> new UnpickStock(item, shipment.value()));
    }

    @Override
    public void dispatch(ShipmentId shipment, List<ItemQuantity> lines) {
        tell(lines, (item, line) -> new DispatchStock(item, shipment.value()));
    }

    @Override
    public List<LineRefusal> raise(OrderId order, Claim claim) {
        return ask(List.of(claim.left()), (item, line) -> new RaiseReservation(item, claim(order, claim)));
    }

    @Override
    public boolean lower(OrderId order, Claim claim) {
        var item = new StockItemId(claim.left().sku(), claim.left().location());
        var lower = new LowerReservation(item, claim(order, claim));
        try {
            var lowered = Commands.answer(commands.dispatch(lower)).state();
            return !(lowered instanceof Present present && present.levels().exceed(lower.claim()));
        } catch (NoSuchStream nothingHeld) {
            return true;
        }
    }

    private static io.holdfast.inventory.Claim claim(OrderId order, Claim claim) {
        return new io.holdfast.inventory.Claim(
                order.value(), claim.left().quantity(), claim.shipments(), claim.orderVersion());
    }

    private List<LineRefusal> ask(
            List<ItemQuantity> lines, BiFunction<StockItemId, ItemQuantity, StockItemCommand> question) {
        var refusals = new ArrayList<LineRefusal>();
        Unavailable unavailable = null;
        var asked = dispatchAll(lines, question);
        for (int index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            try {
                Commands.answer(asked.get(index));
            } catch (Rejected refused) {
                refusals.add(refusal(refused.reason(), line));
            } catch (NoSuchStream missing) {
                refusals.add(new LineRefusal.UnknownItem(line.sku(), line.location()));
            } catch (Contention lost) {
                refusals.add(
                        new LineRefusal.Contended(line.sku(), line.location(), lost.attempts(), lost.retryAfter()));
            } catch (Unavailable one) {
                unavailable = one; // when all have answered
            }
        }
        if (unavailable != null) {
            throw unavailable;
        }
        return refusals;
    }

    private void tell(List<ItemQuantity> lines, BiFunction<StockItemId, ItemQuantity, StockItemCommand> order) {
        dispatchAll(lines, order).forEach(InProcessStock::await);
    }

    /** What is told cannot be refused: where there is nothing to give back or to dispatch, it was done before. */
    private static void await(CompletableFuture<?> told) {
        try {
            Commands.answer(told);
        } catch (NoSuchStream nothingHeld) {
            // An item that never was holds nothing.
        } catch (Rejected refused) {
            if (!(refused.reason() instanceof NotPicked)) {
                throw refused;
            }
        }
    }

    private List<? extends CompletableFuture<?>> dispatchAll(
            List<ItemQuantity> lines, BiFunction<StockItemId, ItemQuantity, StockItemCommand> command) {
        return lines.stream()
                .map(line -> command.apply(new StockItemId(line.sku(), line.location()), line))
                .map(commands::dispatch)
                .toList();
    }

    private static LineRefusal refusal(Rejection reason, ItemQuantity line) {
        return switch (reason) {
            case BeingDeleted r -> new LineRefusal.BeingDeleted(line.sku(), line.location(), r.since(), r.by());
            case Deleted r -> new LineRefusal.Deleted(line.sku(), line.location(), r.since(), r.by());
            case NotEnough r -> new LineRefusal.NotEnough(line.sku(), line.location(), r.requested(), r.available());
            case NotReserved r ->
                new LineRefusal.NotReserved(
                        new OrderId(r.orderId()), line.sku(), line.location(), r.requested(), r.reserved());
            case AlreadyExists r -> throw unexpected(r);
            case HeldAgainstDeletion r -> throw unexpected(r);
            case HeldAgainstAdjustment r -> throw unexpected(r);
            case LessOnHand r -> throw unexpected(r);
            case PickedDifferently r -> throw unexpected(r);
            case NotPicked r -> throw unexpected(r);
            case NotBeingDeleted r -> throw unexpected(r);
        };
    }

    private static IllegalStateException unexpected(Rejection reason) {
        return new IllegalStateException("No line asks for what is refused here: " + reason.message());
    }
}
