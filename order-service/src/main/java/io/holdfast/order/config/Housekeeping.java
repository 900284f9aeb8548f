package io.holdfast.order.config;

import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Outage;
import io.holdfast.ledger.TimeOrderedIds;
import io.holdfast.order.ExpireOrder;
import io.holdfast.order.Hold;
import io.holdfast.order.OrderId;
import io.holdfast.order.Reconciler;
import io.holdfast.order.Rejected;
import io.holdfast.order.view.Holds;
import io.holdfast.order.view.OrderList;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks regularly for holds that nobody explains and for orders whose hold ran out. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final int AT_ONCE = 200;
    private static final String REGULARLY = "${holdfast.orders.reconcile-every:1s}";

    private final OrderProperties properties;
    private final Clock clock;
    private final Commands commands;
    private final Reconciler reconciler;
    private final Holds holds;
    private final OrderList orders;

    Housekeeping(
            OrderProperties properties,
            Clock clock,
            Commands commands,
            Reconciler reconciler,
            Holds holds,
            OrderList orders) {
        this.properties = properties;
        this.clock = clock;
        this.commands = commands;
        this.reconciler = reconciler;
        this.holds = holds;
        this.orders = orders;
    }

    @Scheduled(fixedDelayString = REGULARLY)
    void reconcile() {
        var before = clock.instant().minus(properties.reconcileAfter());
        as("reconciler", () -> holds.unexplained(before, AT_ONCE).forEach(this::giveBack));
    }

    @Scheduled(fixedDelayString = REGULARLY)
    void expire() {
        var now = clock.instant();
        as("expiry", () -> orders.overdue(now, AT_ONCE).forEach(order -> expire(new OrderId(order), now)));
    }

    private void giveBack(Hold hold) {
        try {
            if (reconciler.giveBack(hold)) {
                LOG.warn("Gave back {}: no order and no shipment explained it.", hold);
            }
        } catch (RuntimeException failure) {
            LOG.warn("Could not give back {}; the next round tries again.", hold, failure);
        }
    }

    private void expire(OrderId order, Instant now) {
        try {
            commands.send(new ExpireOrder(order, now));
        } catch (Rejected ended) {
            LOG.debug("{}", ended.getMessage()); // the list was a moment behind
        } catch (RuntimeException failure) {
            LOG.warn("Could not expire {}; the next round tries again.", order, failure);
        }
    }

    private static void as(String actor, Runnable work) {
        try {
            ScopedValue.where(
                            Caller.CURRENT,
                            new Caller(actor, TimeOrderedIds.next().toString()))
                    .run(work);
        } catch (RuntimeException failure) {
            if (!Outage.caused(failure)) {
                throw failure;
            }
            LOG.warn("The {} cannot work without the database; it tries again.", actor);
        }
    }
}
