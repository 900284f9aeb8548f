package io.holdfast.audit.web;

/** Texts that operations of the audit have in common. */
final class Messages {

    /** What the tag {@code audit} is about. */
    static final String TAG = "What happened, how it looked then, and whether the ledger is untouched.";

    static final String NO_ORDER_ID = "is not the id of an order: order- and 1 to 64 letters, digits or '-'";

    /** What the parameter limit means. */
    static final String LIMIT = "How many on a page, at most.";

    /** What the parameter after means. */
    static final String AFTER = "The position behind which to begin.";

    /** What the parameter from means. */
    static final String FROM =
            "Begins with what came behind the last event of before this time. ISO 8601. Times are turned into positions, as"
                    + " with asOf: what is between two times is a part of the ledger without gaps.";

    /** What the parameter to means. */
    static final String TO = "Ends with the last event of before this time. ISO 8601.";

    /** Where a follower was when it lost its connection. */
    static final String LAST_EVENT_ID = "Last-Event-ID";

    /** What the name of a stream looks like. */
    static final String STREAM = "(order|stock|customer)-[A-Za-z0-9@._-]{1,120}";

    static final String NO_STREAM = "is not the name of a stream, such as order-1 or stock-TEA-1@main";

    /** What the type of an event looks like. */
    static final String TYPE = "[A-Za-z0-9]{1,80}";

    static final String NO_TYPE = "is not the type of an event, such as OrderPlaced";

    /** What somebody who asks for something is called. */
    static final String ACTOR = "[\\x20-\\x7E]{1,100}";

    static final String NO_ACTOR = "is not 1 to 100 printable ASCII characters";

    private Messages() {}
}
