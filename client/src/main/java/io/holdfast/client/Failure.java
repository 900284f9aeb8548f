package io.holdfast.client;

/** Why an attempt did not do: the service said no, or nothing was heard of it. */
public sealed interface Failure permits Problem, NoAnswer {}
