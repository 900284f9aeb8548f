package io.holdfast.http;

/** What a program that got a problem should do with its request. */
public enum Retry {
    /** Give up. */
    NEVER("Give up: the same request will never be accepted."),
    /** Read again. */
    AFTER_READ("Read the resource again, decide anew, and send a request that fits what was read."),
    /** Clear it first. */
    AFTER_CHANGE("Clear what stands in the way, or wait until somebody did; then send it again."),
    /** Wait. */
    LATER("Wait, for as long as Retry-After says if it is there and longer each time if it is not; then send it"
            + " again.");

    private final String advice;

    Retry(String advice) {
        this.advice = advice;
    }

    /** The advice, in a sentence. */
    public String advice() {
        return advice;
    }
}
