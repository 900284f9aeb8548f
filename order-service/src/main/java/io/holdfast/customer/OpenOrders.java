package io.holdfast.customer;

import java.util.List;

/**
 * The open orders of customers: what an erasure has to wait for. Changes take effect together with the event that opens or
 * ends an order, or not at all; they are to be called after it was applied.
 */
public interface OpenOrders {

    /** Whether there is such a customer, not erased. */
    boolean isRegistered(CustomerId customer);

    /** An order was placed by a customer, who is registered. */
    void open(CustomerId customer, String order);

    /** An order has ended, by whomever it was placed. */
    void end(String order);

    /** The ids of all open orders of a customer, in their order. */
    List<String> of(CustomerId customer);
}
