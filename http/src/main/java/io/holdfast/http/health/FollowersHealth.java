package io.holdfast.http.health;

import io.holdfast.ledger.Lags;
import io.holdfast.ledger.Lags.Lag;
import io.holdfast.ledger.Outage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether those who follow the ledger keep up: lists are filled, and what was recorded is settled. Down if the first event that
 * one of them is not done with is too old, whether it is slow or has stopped.
 */
final class FollowersHealth implements HealthIndicator {

    private final Lags lags;
    private final Duration patience;

    FollowersHealth(Lags lags, Duration patience) {
        this.lags = lags;
        this.patience = patience;
    }

    @Override
    public Health health() {
        try {
            return of(lags.sample());
        } catch (RuntimeException failure) {
            if (!Outage.caused(failure)) {
                throw failure;
            }
            return Health.down().withDetail("reason", "The database is away.").build();
        }
    }

    private Health of(Lags.Sample sample) {
        boolean late = sample.followers().stream().anyMatch(lag -> lag.age().compareTo(patience) > 0);
        var health = (late ? Health.down() : Health.up()).withDetail("head", sample.head());
        sample.followers().forEach(lag -> health.withDetail(lag.standing().name(), details(lag)));
        return health.build();
    }

    private static Map<String, Object> details(Lag lag) {
        var details = new LinkedHashMap<String, Object>();
        details.put("position", lag.standing().position());
        details.put("behindEvents", lag.events());
        details.put("behindSeconds", lag.age().toSeconds());
        if (lag.standing().stopped() != null) {
            details.put("stopped", lag.standing().stopped());
        }
        return details;
    }
}
