package io.holdfast.inventory.web;

import io.holdfast.inventory.StockItemId;

/** Where things are, relative to the service. */
final class Hrefs {

    private Hrefs() {}

    static String of(StockItemId item) {
        return of(item, "");
    }

    /** Something below an item, for example {@code /deletion}. */
    static String of(StockItemId item, String below) {
        var path = "/inventory/" + item.sku() + below;
        return item.location().equals(StockItemId.MAIN) ? path : path + "?location=" + item.location();
    }

    static String ofOrder(String orderId) {
        return "/orders/" + orderId;
    }
}
