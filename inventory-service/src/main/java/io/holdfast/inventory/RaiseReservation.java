package io.holdfast.inventory;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Promise an order at least what it is about to claim, before one of its lines is changed. Asking twice is the same as
 * asking once.
 */
public record RaiseReservation(@TargetAggregateIdentifier StockItemId item, Claim claim) implements StockItemCommand {}
