package io.holdfast.client;

/** What a refusal says about sending the same again. {@link Holdfast} does it where a program can do it alone. */
public enum Retry {
    /** It will never be accepted. */
    NEVER,
    /** Not for the version that it was meant for: read again and decide anew, as {@link Holdfast#change} does. */
    AFTER_READ,
    /** After somebody has cleared what stands in the way: {@link Problem#remedies()}. */
    AFTER_CHANGE,
    /** Soon. {@link Holdfast} has done so until its {@link Patience} was over. */
    LATER
}
