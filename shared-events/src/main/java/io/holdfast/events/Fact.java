package io.holdfast.events;

/** Something that has happened: what all families of events have in common. */
public interface Fact {

    /** What happened, for people, in one short line that names whom it happened to. */
    String summary();
}
