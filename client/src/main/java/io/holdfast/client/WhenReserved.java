package io.holdfast.client;

/** What to do about a stock item that is to be deleted while orders hold units of it. */
public enum WhenReserved {
    /** Leave it. The refusal lists every order that holds some. */
    REFUSE,
    /** Promise nothing more, and delete it when the last order has let go. */
    RECALL
}
