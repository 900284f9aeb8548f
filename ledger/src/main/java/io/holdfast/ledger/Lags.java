package io.holdfast.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far everybody who follows the ledger is behind it. However many ask, the database is asked once a second, for a few rows
 * by their keys.
 */
public final class Lags {

    private static final long FRESH_NANOS = 1_000_000_000;

    private final JdbcClient database;
    private final List<Followers> followers;
    private final MeterRegistry meters;
    private @Nullable Sample last;
    private long taken;

    /** Where those who are behind stand, and since when at least. */
    private final Map<String, Still> still = new HashMap<>();

    private record Still(long position, Instant since) {}

    Lags(JdbcClient database, List<Followers> followers, MeterRegistry meters) {
        this.database = database;
        this.followers = List.copyOf(followers);
        this.meters = meters;
    }

    /**
     * How it was at one moment.
     *
     * @param head the position of the ledger's last event
     */
    public record Sample(long head, List<Lag> followers) {

        private double of(String name, ToDoubleFunction<Lag> figure) {
            return followers.stream()
                    .filter(lag -> lag.standing().name().equals(name))
                    .mapToDouble(figure)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /**
     * How far one is behind.
     *
     * @param events how many it is not done with
     * @param age of the first of them; zero if there is none. If it settles something, that is how long somebody has waited.
     *     At least how long it was seen to stand still: the event may be missing, or have a time that says nothing.
     */
    public record Lag(Standing standing, long events, Duration age) {}

    /** How it is now, or was a second ago. */
    public synchronized Sample sample() {
        if (last == null || System.nanoTime() - taken > FRESH_NANOS) {
            last = take();
            taken = System.nanoTime();
        }
        return last;
    }

    private Sample take() {
        // Those who follow first: nobody is ahead of a head that is read later.
        var standings =
                followers.stream().flatMap(kind -> kind.standings().stream()).toList();
        long head = database.sql("select position from ledger_head where id = 1")
                .query(Long.class)
                .single();
        var now = Instant.now();
        return new Sample(
                head,
                standings.stream().map(standing -> lag(standing, head, now)).toList());
    }

    private Lag lag(Standing standing, long head, Instant now) {
        long events = Math.max(0, head - standing.position());
        if (events == 0) {
            still.remove(standing.name());
            return new Lag(standing, 0, Duration.ZERO);
        }
        var here = new Still(standing.position(), now);
        var since = still.merge(
                standing.name(), here, (before, after) -> before.position() == after.position() ? before : after);
        var stood = Duration.between(since.since(), now);
        var age = age(standing.position() + 1, now);
        return new Lag(standing, events, age.compareTo(stood) > 0 ? age : stood);
    }

    /** Zero if nobody can tell. */
    private Duration age(long position, Instant now) {
        return database.sql("select recorded_at from ledger where position = ?")
                .param(position)
                .query(String.class)
                .optional()
                .flatMap(Lags::time)
                .map(at -> Duration.between(at, now))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException broken) {
            return Optional.empty();
        }
    }

    /** When it is known who they are. */
    @EventListener(ApplicationReadyEvent.class)
    void register() {
        Gauge.builder("holdfast.ledger.head", this, lags -> lags.sample().head())
                .description("Position of the last event")
                .register(meters);
        for (var lag : sample().followers()) {
            var name = lag.standing().name();
            gauge(
                    name,
                    "position",
                    "All events up to there are done with",
                    one -> one.standing().position());
            gauge(name, "behind.events", "Events that it is not done with", Lag::events);
            gauge(
                    name,
                    "behind.seconds",
                    "Age of the first of them",
                    one -> one.age().toMillis() / 1e3);
            gauge(
                    name,
                    "stopped",
                    "1 if it goes no further",
                    one -> one.standing().stopped() == null ? 0 : 1);
        }
    }

    private void gauge(String name, String figure, String description, ToDoubleFunction<Lag> value) {
        Gauge.builder("holdfast.follower." + figure, this, lags -> lags.sample().of(name, value))
                .description(description)
                .tag("follower", name)
                .register(meters);
    }
}
