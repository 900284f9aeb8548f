package io.holdfast.order.web.offenders;

import io.holdfast.order.config.OrderConfiguration;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsTheConfiguration {
    public Class<?> configuration = OrderConfiguration.class;
}
