package io.holdfast.events.order;

import java.util.List;

/** Puts lines of an order into words. */
final class Words {

    private static final int FIRST = 3;

    private Words() {}

    /** The first few, and how many more there are. */
    static String some(List<String> lines) {
        var first = String.join(", ", lines.subList(0, Math.min(FIRST, lines.size())));
        return lines.size() > FIRST ? "%s and %d more lines".formatted(first, lines.size() - FIRST) : first;
    }

    /** What happens to these units, or that there are none. */
    static String released(List<ItemQuantity> items) {
        return items.isEmpty()
                ? "nothing was held"
                : some(items.stream().map(ItemQuantity::inWords).toList()) + " went back";
    }
}
