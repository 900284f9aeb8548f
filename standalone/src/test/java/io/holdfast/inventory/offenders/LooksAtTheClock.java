package io.holdfast.inventory.offenders;

import java.time.Instant;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class LooksAtTheClock {
    public Instant when = Instant.now();
}
