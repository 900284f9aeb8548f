package io.holdfast.http.conflict;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may want to change about the conflict journal.
 *
 * @param enabled whether refused commands are kept at all
 * @param maxAge how long
 * @param maxCount how many
 * @param queue how many may wait to be written; when it is full, what comes next is dropped, and counted
 */
@ConfigurationProperties("holdfast.conflicts")
public record ConflictProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("30d") Duration maxAge,
        @DefaultValue("1000000") long maxCount,
        @DefaultValue("4096") int queue) {}
