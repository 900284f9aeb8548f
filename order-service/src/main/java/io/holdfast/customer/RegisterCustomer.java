package io.holdfast.customer;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Make somebody a customer, whose e-mail address and user name nobody else has. */
public record RegisterCustomer(@TargetAggregateIdentifier CustomerId customerId, Person person)
        implements CustomerCommand {}
