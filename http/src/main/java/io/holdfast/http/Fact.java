package io.holdfast.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every field that a problem may have: one name, one type and one meaning, whichever problem it is in. Problems take no
 * field that is not here; the pages under {@code /problems}, the README and the OpenAPI document are made from it.
 */
public enum Fact {
    // What every problem has.
    TYPE("type", Kind.LINK, "What kind of problem it is, and where that is explained.", "/problems/not-found"),
    TITLE("title", Kind.TEXT, "The kind in words, the same every time.", "Not found"),
    STATUS("status", Kind.NUMBER, "The status of the answer once more.", 404),
    DETAIL("detail", Kind.TEXT, "What happened, in a sentence for people. Never to be parsed.", "There is no order-1."),
    INSTANCE("instance", Kind.LINK, "The path that was asked for.", "/orders/order-1"),
    RETRY("retry", Kind.TEXT, "What a program should do: NEVER, AFTER_READ, AFTER_CHANGE or LATER.", "NEVER"),
    CORRELATION_ID(
            "correlationId",
            Kind.TEXT,
            "Names the request: the Correlation-Id of the answer, of the log and of the events.",
            "01a20a76-0ad8-7139-b5b1-31d11910c602"),
    // What some kinds have in common.
    MESSAGE(
            "message",
            Kind.TEXT,
            "On a 409: \"Conflict: \" and the detail.",
            "Conflict: TEA-1 at main exists already."),
    RETRY_AFTER_MS(
            "retryAfterMs",
            Kind.NUMBER,
            "Milliseconds to wait before trying again; in seconds, rounded up, in the header Retry-After.",
            1000),

    // Parts of the lists below.
    POINTER(
            "pointer",
            Kind.TEXT,
            "Where: a JSON Pointer into the body, ?parameter, {part of the path} or the name of a header.",
            "/sku"),
    WRONG("message", Kind.TEXT, "What is wrong there.", "is missing"),
    HOLDER_KIND("kind", Kind.TEXT, "What stands in the way: order or shipment.", "order"),
    HOLDER("id", Kind.TEXT, "Its id.", "order-01a20a76-0ad8-7139-b5b1-31d11910c602"),
    HREF("href", Kind.LINK, "Where to read more about it.", "/orders/order-01a20a76-0ad8-7139-b5b1-31d11910c602"),
    HOLDER_QUANTITY("quantity", Kind.NUMBER, "Units that it holds, if it is units that stand in the way.", 2),
    EVENT_VERSION("version", Kind.NUMBER, "The version that the event made.", 4),
    EVENT_TYPE("type", Kind.TEXT, "What happened.", "StockReceived"),
    EVENT_AT("at", Kind.TIME, "When.", "2026-11-23T22:10:37.927Z"),
    EVENT_BY("by", Kind.TEXT, "On whose behalf.", "ann"),
    EVENT_SUMMARY("summary", Kind.TEXT, "What it changed, in one line.", "5 of TEA-1 at main arrived."),

    // Facts.
    ID("id", Kind.TEXT, "What there is none of: its id or its path.", "order-1"),
    SKU("sku", Kind.TEXT, "The article.", "TEA-1"),
    LOCATION("location", Kind.TEXT, "Where the article is kept.", "main"),
    ORDER_ID("orderId", Kind.TEXT, "The order.", "order-01a20a76-0ad8-7139-b5b1-31d11910c602"),
    SHIPMENT_ID("shipmentId", Kind.TEXT, "The shipment.", "shipment-01a20a76-0bac-73a1-856d-678aa8fc9a2e"),
    SINCE("since", Kind.TIME, "Since when.", "2026-11-23T22:10:38.060Z"),
    BY("by", Kind.TEXT, "Who did it.", "ann"),
    METHOD("method", Kind.TEXT, "The method that was tried.", "PATCH"),
    ALLOWED(
            "allowed",
            Kind.TEXTS,
            "What would be taken instead: methods, media types, or requests that are possible in this state.",
            List.of("DELETE", "GET")),
    MAX_BYTES("maxBytes", Kind.NUMBER, "How many bytes are taken.", 262_144),
    EXISTING("existing", Kind.LINK, "Where that which exists is.", "/inventory/TEA-1"),
    FIELD("field", Kind.TEXT, "The field whose value is taken, the first one if there are several.", "email"),
    FIELDS("fields", Kind.TEXTS, "All fields whose values are taken.", List.of("email")),
    CUSTOMER_ID("customerId", Kind.TEXT, "The customer.", "customer-01a20a76-0ad8-7139-b5b1-31d11910c602"),
    QUANTITY("quantity", Kind.NUMBER, "Units.", 2),
    REQUESTED("requested", Kind.NUMBER, "Units that were asked for.", 7),
    AVAILABLE("available", Kind.NUMBER, "Units that this request could have had.", 6),
    RESERVED("reserved", Kind.NUMBER, "Units that the order holds on the shelf.", 1),
    ON_HAND("onHand", Kind.NUMBER, "Units that would be left.", 1),
    HELD("held", Kind.NUMBER, "Units that orders and shipments hold together.", 2),
    SHIPPED("shipped", Kind.NUMBER, "Units that were shipped already.", 2),
    MAX_LINES("maxLines", Kind.NUMBER, "How many lines an order may have.", 100),
    STATE("state", Kind.TEXT, "The state it is in.", "CANCELLED"),
    AS_OF("asOf", Kind.TIME, "The time that was looked at.", "2026-11-23T22:10:38.060Z"),
    POSITION("position", Kind.NUMBER, "The place in the ledger that was looked at.", 17),
    ATTEMPTS("attempts", Kind.NUMBER, "How often it was tried here.", 5),
    EXPECTED_VERSION(
            "expectedVersion",
            Kind.NUMBER,
            "The version that the request was made for, if it named one; of several the last.",
            3),
    CURRENT_VERSION("currentVersion", Kind.NUMBER, "The version there is; missing if there is nothing.", 4),
    CLEARED_BY(
            "clearedBy",
            Kind.TEXTS,
            "What clears it: request lines, or \"time\" for what goes away without you.",
            List.of("POST /inventory/TEA-1/receipts")),

    ERRORS("errors", "Everything that is wrong with the request.", POINTER, WRONG),
    BLOCKERS("blockers", "Who stands in the way, all of them.", HOLDER_KIND, HOLDER, HREF, HOLDER_QUANTITY, CLEARED_BY),
    BLOCKER_COUNT("blockerCount", Kind.NUMBER, "How many stand in the way.", 1),
    MISSED_EVENTS(
            "missedEvents",
            "What happened since the expected version, the last hundred events; empty if none was named.",
            EVENT_VERSION,
            EVENT_TYPE,
            EVENT_AT,
            EVENT_BY,
            EVENT_SUMMARY),
    REFUSALS("refusals", Kind.PROBLEMS, "A problem per refused line, all of them.", List.of());

    /** What every problem has, whatever it is. */
    public static final List<Fact> EVERY = List.of(TYPE, TITLE, STATUS, DETAIL, INSTANCE, RETRY, CORRELATION_ID);

    /** What a value looks like in JSON. */
    public enum Kind {
        /** A string. */
        TEXT,
        /** A whole number. */
        NUMBER,
        /** ISO 8601, in UTC. */
        TIME,
        /** A URI, relative to the service. */
        LINK,
        /** An array of strings. */
        TEXTS,
        /** An array of objects. */
        OBJECTS,
        /** An array of problems, each without instance and correlation id. */
        PROBLEMS
    }

    private final String wireName;
    private final Kind kind;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // strings, numbers and lists that nobody can change
    private final Object example;

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<Fact> parts;

    Fact(String wireName, Kind kind, String meaning, Object example) {
        this.wireName = wireName;
        this.kind = kind;
        this.meaning = meaning;
        this.example = example;
        this.parts = List.of();
    }

    Fact(String wireName, String meaning, Fact... parts) {
        this.wireName = wireName;
        this.kind = Kind.OBJECTS;
        this.meaning = meaning;
        this.parts = List.of(parts);
        var object = new LinkedHashMap<String, Object>();
        Arrays.stream(parts).forEach(part -> object.put(part.wireName, part.example));
        this.example = List.of(Collections.unmodifiableMap(object));
    }

    /** Its name in JSON. */
    public String wireName() {
        return wireName;
    }

    /** What its value looks like. */
    public Kind kind() {
        return kind;
    }

    /** What it says, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** A value that it could have: a string, a number, or a list of strings or of {@link Map}s. */
    public Object example() {
        return example;
    }

    /** Whether an object that it is a part of always has it. */
    public boolean isAlwaysThere() {
        return this != HOLDER_QUANTITY;
    }

    /** The fields of each object in it, if it is a list of objects. */
    public List<Fact> parts() {
        return parts;
    }
}
