package io.holdfast.audit.web;

import io.holdfast.audit.AuditedEvent;
import io.holdfast.audit.Histories;
import io.holdfast.audit.Subject;
import io.holdfast.http.Page;
import io.holdfast.http.ProblemType;
import io.holdfast.http.Versioned;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.web.Location;
import io.holdfast.inventory.web.Sku;
import io.holdfast.order.OrderId;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to one thing, also after it was deleted. */
@Tag(name = "audit", description = Messages.TAG)
@RestController
@RequestMapping(produces = "application/json")
class HistoryController {

    private static final String AFTER = "The version behind which to begin.";

    private final Histories histories;

    HistoryController(Histories histories) {
        this.histories = histories;
    }

    @GetMapping("/orders/{id}/history")
    @Contract(
            id = "getOrderHistory",
            summary = "Tell what happened to an order",
            description = "Every event, oldest first, with who, why, and what it changed of the order as it is shown.",
            answers = @Answer(status = 200, when = "Its events.", body = AuditedEvent.class, page = true, etag = false),
            problems = ProblemType.NOT_FOUND)
    Page<AuditedEvent> order(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Messages.NO_ORDER_ID) String id,
            @Parameter(description = AFTER)
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long after,
            @Parameter(description = Messages.LIMIT)
                    @RequestParam(defaultValue = Page.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit) {
        return page(Subject.order(new OrderId(id)), after, limit);
    }

    @GetMapping("/inventory/{sku}/history")
    @Contract(
            id = "getStockItemHistory",
            summary = "Tell what happened to a stock item",
            description =
                    "Every event, oldest first, with who, why, and what it changed of the item as it is shown. Of an"
                            + " item that was deleted too.",
            answers = @Answer(status = 200, when = "Its events.", body = AuditedEvent.class, page = true, etag = false),
            problems = ProblemType.NOT_FOUND)
    Page<AuditedEvent> stockItem(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Parameter(description = AFTER)
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long after,
            @Parameter(description = Messages.LIMIT)
                    @RequestParam(defaultValue = Page.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit) {
        return page(Subject.stockItem(new StockItemId(sku, location)), after, limit);
    }

    private Page<AuditedEvent> page(Subject<?> subject, @Nullable Long after, int limit) {
        var events = histories.read(subject, after == null ? 0 : after + 1, limit + 1);
        return Page.of(events, limit, event -> event, event -> String.valueOf(event.version()));
    }
}
