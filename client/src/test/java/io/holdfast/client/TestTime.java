package io.holdfast.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody sleeps. */
final class TestTime implements Time {

    static final Instant START = Instant.parse("2026-03-03T12:00:00Z");

    final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos);
    }

    @Override
    public void sleep(Duration pause) {
        pauses.add(pause);
        nanos += pause.toNanos();
    }
}
