package io.holdfast.events.customer;

/** Who the customer was is forgotten. The orders stay; nobody knows any more whose they were. */
public record CustomerErased(String customerId) implements CustomerEvent {}
