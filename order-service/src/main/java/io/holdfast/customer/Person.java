package io.holdfast.customer;

/** Who a customer is: personal data, which appears in no event and in no log. */
public record Person(EmailAddress email, Username username) {}
