package io.holdfast.ledger.projection;

/** Where a rebuild stands. */
public enum RebuildState {
    /** Events are added to tables beside the live ones. */
    BUILDING,
    /** Both are compared, at the same position. */
    COMPARING,
    /** What differs is put right. */
    SWAPPING,
    /** Over: nothing differed. */
    EQUAL,
    /** Over: something differed, and was left as it is. */
    DIFFERENT,
    /** Over: something differed, and was put right. */
    SWAPPED,
    /** Over, and not done. */
    FAILED;

    /** Whether it goes no further. */
    public boolean isOver() {
        return switch (this) {
            case BUILDING, COMPARING, SWAPPING -> false;
            case EQUAL, DIFFERENT, SWAPPED, FAILED -> true;
        };
    }
}
