package io.holdfast.client;

/**
 * A place of a request that is wrong.
 *
 * @param pointer a JSON Pointer into the body, {@code ?name} of a query parameter, or the name of a header field
 */
public record Fault(String pointer, String message) {}
