package io.holdfast.inventory.offenders;

import java.util.UUID;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class RollsTheDice {
    public UUID which = UUID.randomUUID();
}
