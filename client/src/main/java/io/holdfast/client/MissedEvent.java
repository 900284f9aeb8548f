package io.holdfast.client;

import java.time.Instant;

/**
 * What has happened since the version that a request was meant for.
 *
 * @param version the resource's version since then
 * @param by who asked for it
 * @param summary the event in words
 */
public record MissedEvent(long version, String type, Instant at, String by, String summary) {}
