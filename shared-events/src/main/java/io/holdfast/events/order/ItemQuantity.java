package io.holdfast.events.order;

/**
 * Some units of one stock item.
 *
 * @param quantity units, at least 1
 */
public record ItemQuantity(String sku, String location, long quantity) {

    /** As people say it: {@code 2 of TEA-1 at main}. */
    String inWords() {
        return "%d of %s at %s".formatted(quantity, sku, location);
    }
}
