package io.holdfast.customer;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Forget who a customer is, as soon as no open order needs it. */
public record EraseCustomer(@TargetAggregateIdentifier CustomerId customerId) implements CustomerCommand {}
