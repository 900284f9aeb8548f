package io.holdfast.http;

/** What a program that got a problem should do with its request. */
public enum Retry {
    /** Give up: the same request will never be accepted. */
    NEVER,
    /** Read the resource again, decide anew, send a request that fits what was read. */
    AFTER_READ,
    /** Clear what stands in the way, or wait until somebody did, then send it again. */
    AFTER_CHANGE,
    /** Wait, then send it again as it is. */
    LATER
}
