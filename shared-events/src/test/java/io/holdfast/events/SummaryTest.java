package io.holdfast.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderPlaced;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What happened, in a line. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SummaryTest {

    @Test
    void says_of_every_event_what_happened_and_to_whom() {
        assertThat(EventContractTest.events().map(event -> ((Fact) event).summary()))
                .containsExactly(
                        "TEA-1 at main was registered with 10 on hand.",
                        "5 of TEA-1 at main arrived (PO-77).",
                        "TEA-1 at main was adjusted by -2, counted 13 (cycle count).",
                        "3 of TEA-1 at main are promised to order-1, +2.",
                        "3 of TEA-1 at main are no longer promised to order-1.",
                        "2 of TEA-1 at main were picked for shipment-1 of order-1.",
                        "2 of TEA-1 at main went back on the shelf from shipment-1 of order-1.",
                        "2 of TEA-1 at main left with shipment-1 of order-1.",
                        "TEA-1 at main is on its way out, with its last reservation.",
                        "TEA-1 at main stays after all.",
                        "TEA-1 at main was deleted; 8 on hand were written off.",
                        "order-1 was placed: 2 of TEA-1 at main, 1 of CUP-1 at north.",
                        "order-1 wants 5 of TEA-1 at main, +3.",
                        "order-1 no longer wants 2 of TEA-1 at main.",
                        "A change of TEA-1 at main in order-1 was given up before it was recorded.",
                        "shipment-1 of order-1 was recorded: 2 of TEA-1 at main.",
                        "order-1 was cancelled (changed my mind); 2 of TEA-1 at main went back.",
                        "The hold of order-1 ran out; 2 of TEA-1 at main went back.",
                        "order-1 was given up before it was placed.",
                        "shipment-1 of order-1 was given up before it was recorded.",
                        "customer-1 was registered.",
                        "customer-1 was erased.");
    }

    @Test
    void leaves_out_what_nobody_said() {
        assertThat(new StockReceived("TEA-1", "main", 5, null).summary()).isEqualTo("5 of TEA-1 at main arrived.");
        assertThat(new StockAdjusted("TEA-1", "main", 3, null, "found").summary())
                .isEqualTo("TEA-1 at main was adjusted by 3 (found).");
        assertThat(new OrderCancelled("order-1", null, List.of()).summary())
                .isEqualTo("order-1 was cancelled; nothing was held.");
        assertThat(new OrderExpired("order-1", List.of()).summary())
                .isEqualTo("The hold of order-1 ran out; nothing was held.");
    }

    @Test
    void is_one_line_however_many_an_order_has() {
        var lines = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> new OrderLine("SKU-" + i, "main", i, null))
                .toList();
        assertThat(new OrderPlaced("order-1", null, null, lines, null).summary())
                .isEqualTo("order-1 was placed: 1 of SKU-1 at main, 2 of SKU-2 at main, 3 of SKU-3 at main"
                        + " and 97 more lines.");
    }
}
