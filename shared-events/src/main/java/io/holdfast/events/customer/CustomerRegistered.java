package io.holdfast.events.customer;

/** Somebody is a customer from here on. Who it is was stored with this event, where it can be erased. */
public record CustomerRegistered(String customerId) implements CustomerEvent {}
