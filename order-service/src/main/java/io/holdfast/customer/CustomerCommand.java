package io.holdfast.customer;

import io.holdfast.ledger.Command;
import io.holdfast.ledger.Recorded;

/** Everything that can be asked of a customer. */
public sealed interface CustomerCommand extends Command<Recorded<CustomerState>>
        permits RegisterCustomer, EraseCustomer {

    /** The customer that decides. */
    CustomerId customerId();
}
