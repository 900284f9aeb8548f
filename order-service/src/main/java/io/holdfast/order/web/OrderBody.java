package io.holdfast.order.web;

import io.holdfast.events.order.ItemQuantity;
import io.holdfast.ledger.Recorded;
import io.holdfast.order.OrderDetails;
import io.holdfast.order.OrderId;
import io.holdfast.order.OrderState;
import io.holdfast.order.OrderState.Cancelled;
import io.holdfast.order.OrderState.Expired;
import io.holdfast.order.OrderState.Open;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.OrderState.Shipped;
import io.holdfast.order.OrderState.Status;
import io.holdfast.order.view.OrderRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** An order as the API shows it; lists leave out its shipments and how it ended. */
public record OrderBody(
        String orderId,
        Status status,
        @Nullable String customerId,
        @Nullable String currency,
        @Nullable String total,
        Instant placedAt,
        @Nullable Instant holdUntil,
        @Nullable Instant endedAt,
        @Nullable String reason,
        long version,
        List<Line> lines,
        @Nullable List<Shipment> shipments) {

    @Schema(name = "OrderLine")
    record Line(
            String sku,
            String location,
            long quantity,
            long shipped,
            @Nullable String unitPrice) {}

    record Shipment(String shipmentId, Instant recordedAt, List<ItemQuantity> lines) {}

    /** An order that was read, or changed by a command that was accepted: then there is one to show. */
    static ResponseEntity<OrderBody> answer(OrderId order, Recorded<? extends OrderState> recorded) {
        return ResponseEntity.ok()
                .eTag(String.valueOf(recorded.version()))
                .body(of(order, (Placed) recorded.state(), recorded.version()));
    }

    /** An order with its shipments. */
    public static OrderBody of(OrderId order, Placed state, long version) {
        var details = state.details();
        return new OrderBody(
                order.value(),
                state.status(),
                details.customerId(),
                details.currency(),
                plain(details.total()),
                details.placedAt(),
                details.holdUntil(),
                endedAt(state),
                state instanceof Cancelled cancelled ? cancelled.reason() : null,
                version,
                details.lines().stream().map(OrderBody::line).toList(),
                details.shipments().stream()
                        .map(s -> new Shipment(s.shipmentId(), s.recordedAt(), s.lines()))
                        .toList());
    }

    static OrderBody of(OrderRow row) {
        return new OrderBody(
                row.orderId(),
                row.status(),
                row.customerId(),
                row.currency(),
                row.total(),
                row.placedAt(),
                null,
                null,
                null,
                row.version(),
                row.lines().stream()
                        .map(line -> new Line(
                                line.sku(), line.location(), line.quantity(), line.shipped(), line.unitPrice()))
                        .toList(),
                null);
    }

    private static @Nullable Instant endedAt(Placed state) {
        return switch (state) {
            case Cancelled cancelled -> cancelled.at();
            case Expired expired -> expired.at();
            case Shipped shipped -> shipped.at();
            case Open open -> null;
        };
    }

    private static Line line(OrderDetails.Line line) {
        return new Line(line.sku(), line.location(), line.quantity(), line.shipped(), plain(line.unitPrice()));
    }

    private static @Nullable String plain(@Nullable BigDecimal money) {
        return money == null ? null : money.toPlainString();
    }
}
