package io.holdfast.order.config;

import io.holdfast.ledger.Outage;
import io.holdfast.order.Hold;
import io.holdfast.order.Hold.Picked;
import io.holdfast.order.Hold.Reserved;
import io.holdfast.order.view.Holds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether anything is kept for nobody for longer than the reconciler needs to give it back: reservations and picks of orders that
 * ended or never were. Looked up by an index, and not counted beyond what would be a disaster anyway.
 */
final class HoldsHealth implements HealthIndicator {

    /** Findings that are counted. */
    private static final int COUNTED = 1_000;

    /** Findings that are named. */
    private static final int NAMED = 10;

    private final Holds holds;
    private final Clock clock;
    private final Duration patience;

    /** @param patience how old an unexplained hold must be */
    HoldsHealth(Holds holds, Clock clock, Duration patience, MeterRegistry meters) {
        this.holds = holds;
        this.clock = clock;
        this.patience = patience;
        Gauge.builder(
                        "holdfast.holds.unexplained",
                        this,
                        health -> health.findings().size())
                .description("Reservations and picks of ended or missing orders that nobody gave back, 1,000 at most")
                .register(meters);
    }

    @Override
    public Health health() {
        try {
            return of(findings());
        } catch (RuntimeException failure) {
            if (!Outage.caused(failure)) {
                throw failure;
            }
            return Health.down().withDetail("reason", "The database is away.").build();
        }
    }

    private List<Hold> findings() {
        return holds.unexplained(clock.instant().minus(patience), COUNTED);
    }

    private static Health of(List<Hold> findings) {
        var health = (findings.isEmpty() ? Health.up() : Health.down()).withDetail("unexplained", findings.size());
        if (!findings.isEmpty()) {
            health.withDetail(
                    "findings",
                    findings.stream().limit(NAMED).map(HoldsHealth::words).toList());
        }
        return health.build();
    }

    private static String words(Hold hold) {
        var item = hold.item();
        var what = "%d of %s at %s".formatted(item.quantity(), item.sku(), item.location());
        return switch (hold) {
            case Reserved reserved ->
                "%s are reserved for %s, which does not want them.".formatted(what, reserved.orderId());
            case Picked picked ->
                "%s are picked for %s of %s, which nobody recorded."
                        .formatted(what, picked.shipmentId(), picked.orderId());
        };
    }
}
