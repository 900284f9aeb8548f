package io.holdfast.customer.offenders;

import io.holdfast.order.OrderId;

/** Breaks the rule that customers know orders by their ids only. */
public record KnowsOrders(OrderId order) {}
