package io.holdfast.ledger.projection;

import java.time.Instant;

/**
 * An event as views see it.
 *
 * @param position its place in the ledger
 * @param version its place in its stream
 * @param at when it was recorded
 * @param event a record of a sealed family
 */
public record Happened(long position, long version, Instant at, Object event) {}
