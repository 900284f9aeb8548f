package io.holdfast.inventory.offenders;

import org.springframework.stereotype.Component;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsSpring {
    public Class<?> technology = Component.class;
}
