package io.holdfast.order.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may want to change.
 *
 * @param hold how long an order holds what it has not shipped; without it, for ever
 * @param reconcileAfter how old an unexplained hold must be before it is given back; longer than a request may take
 * @param unexplainedAfter how old it must be to be a finding of the health check; longer than giving it back may take
 */
@ConfigurationProperties("holdfast.orders")
public record OrderProperties(
        @Nullable Duration hold,
        @DefaultValue("5s") Duration reconcileAfter,
        @DefaultValue("30s") Duration unexplainedAfter) {}
