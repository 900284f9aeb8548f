package io.holdfast.http;

import org.jspecify.annotations.Nullable;

/**
 * A body that may say which version of the resource its caller has seen. Whoever implements it has it checked:
 * {@link ExpectedVersions} makes it a precondition of the request's command.
 */
public interface Versioned {

    /** More than any version will ever be, and what JavaScript still counts exactly. */
    long MAX_VERSION = 9_007_199_254_740_991L;

    /** The version that the caller has seen, or null if it does not matter. */
    @Nullable
    Long expectedVersion();
}
