package io.holdfast.audit.verification;

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
import io.holdfast.inventory.StockLevels;
import io.holdfast.inventory.StockLevels.Pick;
import io.holdfast.inventory.StockState;
import io.holdfast.inventory.StockState.Deleting;
import io.holdfast.inventory.StockState.Present;
import io.holdfast.ledger.DecodedEntry;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which histories a stock item can have, and that its numbers add up: whatever came in is on hand, was dispatched or was
 * written off. Written down once more, so that what the aggregate decides has a second opinion.
 */
final class StockItemRules implements Rules<StockItemEvent, StockItemRules.Books> {

    /**
     * A stock item, and its books.
     *
     * @param in units that came in since it was first registered, by registration, receipts and adjustments
     * @param out units that went, dispatched or written off
     */
    record Books(StockState state, long in, long out) {}

    @Override
    public Class<StockItemEvent> family() {
        return StockItemEvent.class;
    }

    @Override
    public String streamType() {
        return "StockItem";
    }

    @Override
    public String streamOf(StockItemEvent event) {
        return "stock-" + event.sku() + "@" + event.location();
    }

    @Override
    public Books after(@Nullable Books before, StockItemEvent event, DecodedEntry recorded) {
        var state = StockState.evolve(before == null ? null : before.state(), event, recorded.at(), recorded.actor());
        return new Books(
                state,
                (before == null ? 0 : before.in()) + in(event),
                (before == null ? 0 : before.out()) + out(event));
    }

    private static long in(StockItemEvent event) {
        return switch (event) {
            case StockItemRegistered e -> e.onHand();
            case StockReceived e -> e.quantity();
            case StockAdjusted e -> e.delta();
            default -> 0;
        };
    }

    private static long out(StockItemEvent event) {
        return switch (event) {
            case StockDispatched e -> e.quantity();
            case StockItemDeleted e -> e.writtenOff();
            default -> 0;
        };
    }

    @Override
    public Optional<String> fault(Books after) {
        var levels = after.state() instanceof Present present ? present.levels() : null;
        long onHand = levels == null ? 0 : levels.onHand();
        if (after.in() != onHand + after.out()) {
            return Optional.of("The numbers do not add up: %d came in, %d went, %d are on hand."
                    .formatted(after.in(), after.out(), onHand));
        }
        return levels != null && (levels.onHand() < 0 || levels.reserved() < 0 || levels.picked() < 0)
                ? Optional.of("Less than nothing is there: %d on hand, %d reserved, %d picked."
                        .formatted(levels.onHand(), levels.reserved(), levels.picked()))
                : Optional.empty();
    }

    @Override
    public Optional<String> fault(@Nullable Books before, StockItemEvent event) {
        var state = before == null ? null : before.state();
        return switch (event) {
            case StockItemRegistered e ->
                state instanceof Present
                        ? Optional.of("The item was registered, but it was there.")
                        : positive(e.onHand() + 1);
            case StockReceived e -> active(state, levels -> positive(e.quantity()));
            case StockAdjusted e -> present(state, levels -> adjustment(levels, e));
            case StockReserved e -> reservation(state, e);
            case StockReleased e ->
                present(state, levels -> held(levels.reservedFor(e.orderId()), e.quantity(), e.orderId()));
            case StockPicked e -> active(state, levels -> pick(levels, e));
            case StockUnpicked e -> present(state, levels -> picked(levels, e.shipmentId(), e.orderId(), e.quantity()));
            case StockDispatched e ->
                present(state, levels -> picked(levels, e.shipmentId(), e.orderId(), e.quantity()));
            case StockItemDeletionStarted e ->
                active(
                        state,
                        levels -> levels.picked() > 0
                                ? Optional.of("Its deletion started while a shipment was under way.")
                                : Optional.empty());
            case StockItemDeletionCancelled e ->
                state instanceof Deleting
                        ? Optional.empty()
                        : Optional.of("Its deletion was cancelled, but it was not being deleted.");
            case StockItemDeleted e -> present(state, levels -> deletion(levels, e));
        };
    }

    private static Optional<String> active(@Nullable StockState state, Function<StockLevels, Optional<String>> rule) {
        return state instanceof Deleting ? Optional.of("The item was being deleted.") : present(state, rule);
    }

    private static Optional<String> present(@Nullable StockState state, Function<StockLevels, Optional<String>> rule) {
        return state instanceof Present present
                ? rule.apply(present.levels())
                : Optional.of("There was no such item: it was %s."
                        .formatted(
                                state == null
                                        ? "never registered"
                                        : state.status().name().toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> positive(long quantity) {
        return quantity > 0 ? Optional.empty() : Optional.of("The quantity is impossible.");
    }

    private static Optional<String> adjustment(StockLevels levels, StockAdjusted event) {
        long after = levels.onHand() + event.delta();
        if (after < levels.reserved() + levels.picked()) {
            return Optional.of("It was adjusted to %d, but %d were promised."
                    .formatted(after, levels.reserved() + levels.picked()));
        }
        return event.counted() == null || event.counted() == after
                ? Optional.empty()
                : Optional.of("%d were counted, but it was adjusted to %d.".formatted(event.counted(), after));
    }

    /** A promise may be lowered also while the item goes. */
    private static Optional<String> reservation(@Nullable StockState state, StockReserved event) {
        if (event.added() > 0 && state instanceof Deleting) {
            return Optional.of("More was promised of an item that was being deleted.");
        }
        return present(state, levels -> {
            long before = levels.reservedFor(event.orderId());
            if (before + event.added() != event.quantity() || event.quantity() < 0) {
                return Optional.of("%d were promised, %+d, but it was %d before."
                        .formatted(event.quantity(), event.added(), before));
            }
            return event.added() > Math.max(0, levels.available())
                    ? Optional.of("%d more were promised, but %d were available."
                            .formatted(event.added(), levels.available()))
                    : Optional.empty();
        });
    }

    private static Optional<String> pick(StockLevels levels, StockPicked event) {
        if (levels.picks().containsKey(event.shipmentId())) {
            return Optional.of("%s had picked before.".formatted(event.shipmentId()));
        }
        long reserved = levels.reservedFor(event.orderId());
        return event.quantity() > reserved
                ? Optional.of("%d were picked for %s, but it was promised %d."
                        .formatted(event.quantity(), event.orderId(), reserved))
                : positive(event.quantity());
    }

    private static Optional<String> picked(StockLevels levels, String shipment, String order, long quantity) {
        return Objects.equals(levels.picks().get(shipment), new Pick(order, quantity))
                ? Optional.empty()
                : Optional.of("%s had not picked %d for %s.".formatted(shipment, quantity, order));
    }

    private static Optional<String> held(long reserved, long released, String order) {
        return reserved == released && released > 0
                ? Optional.empty()
                : Optional.of("%d were released, but %s was promised %d.".formatted(released, order, reserved));
    }

    private static Optional<String> deletion(StockLevels levels, StockItemDeleted event) {
        if (levels.reserved() > 0 || levels.picked() > 0) {
            return Optional.of("It was deleted while %d were promised.".formatted(levels.reserved() + levels.picked()));
        }
        return event.writtenOff() == levels.onHand()
                ? Optional.empty()
                : Optional.of(
                        "%d were written off, but %d were on hand.".formatted(event.writtenOff(), levels.onHand()));
    }
}
