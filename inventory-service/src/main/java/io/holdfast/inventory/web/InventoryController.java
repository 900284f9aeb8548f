package io.holdfast.inventory.web;

import io.holdfast.http.Page;
import io.holdfast.http.ProblemType;
import io.holdfast.http.TimeTravel;
import io.holdfast.http.Versioned;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.inventory.AdjustStock;
import io.holdfast.inventory.CancelDeletion;
import io.holdfast.inventory.DeleteStockItem;
import io.holdfast.inventory.ReceiveStock;
import io.holdfast.inventory.RegisterStockItem;
import io.holdfast.inventory.StockItem;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockState.Status;
import io.holdfast.inventory.view.StockItems;
import io.holdfast.inventory.web.Requests.AdjustmentRequest;
import io.holdfast.inventory.web.Requests.NewStockItem;
import io.holdfast.inventory.web.Requests.Receipt;
import io.holdfast.inventory.web.Requests.WhenReserved;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Streams;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stock items: register, look at, fill, correct, delete. */
@Tag(name = "inventory", description = "Stock items: register, look at, fill, correct, delete.")
@RestController
@RequestMapping(path = "/inventory", produces = "application/json")
class InventoryController {

    private final Commands commands;
    private final Streams streams;
    private final TimeTravel times;
    private final StockItems items;

    InventoryController(Commands commands, Streams streams, TimeTravel times, StockItems items) {
        this.commands = commands;
        this.streams = streams;
        this.times = times;
        this.items = items;
    }

    @PostMapping
    @Contract(
            id = "registerStockItem",
            summary = "Register a stock item",
            description = "Registers a SKU at a location, with the units that are there. One that was deleted may be"
                    + " registered again.",
            answers = @Answer(status = 201, when = "It is registered.", body = StockItemBody.class),
            problems = ProblemType.ALREADY_EXISTS)
    ResponseEntity<Object> register(@Valid @RequestBody NewStockItem body) {
        var command = new RegisterStockItem(body.item(), body.name(), body.onHand() == null ? 0 : body.onHand());
        return Answers.created(body.item(), commands.send(command));
    }

    @GetMapping("/{sku}")
    @Contract(
            id = "getStockItem",
            summary = "Read a stock item",
            description = "A read sees every write that was answered before, or, as of a time or a position, what was"
                    + " there then.",
            answers =
                    @Answer(
                            status = 200,
                            when = "The item, with everybody who holds units of it.",
                            body = StockItemBody.class,
                            position = true),
            problems = {ProblemType.NOT_FOUND, ProblemType.GONE})
    ResponseEntity<Object> get(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Parameter(description = TimeTravel.AS_OF) @RequestParam(required = false) @Nullable Instant asOf,
            @Parameter(description = TimeTravel.AT_POSITION)
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long atPosition) {
        var item = new StockItemId(sku, location);
        var moment = times.moment(asOf, atPosition);
        return Answers.read(
                item,
                streams.read(item.toString(), StockItem::fold, moment)
                        .orElseThrow(() -> new NoSuchStream(item.toString(), moment)));
    }

    @GetMapping
    @Contract(
            id = "listStockItems",
            summary = "List stock items",
            description =
                    "A list follows writes a moment later. Follow next until it is missing: an item that was there at"
                            + " the start is seen exactly once, whatever is added meanwhile.",
            answers =
                    @Answer(
                            status = 200,
                            when = "Items by SKU and then location, without who holds them.",
                            body = StockItemBody.class,
                            page = true))
    Page<StockItemBody> list(
            @RequestParam(required = false) @Location @Nullable String location,
            @Parameter(description = "Only items in this state.") @RequestParam(required = false) @Nullable
                    Status status,
            @RequestParam(required = false) @Sku @Nullable String skuPrefix,
            @Parameter(description = "How many on a page, at most.")
                    @RequestParam(defaultValue = Page.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @RequestParam(required = false) @Pattern(regexp = Cursor.PATTERN, message = Cursor.NOT_ONE) @Nullable
                    String after) {
        var rows = items.list(new StockItems.Filter(location, status, skuPrefix, Cursor.read(after)), limit + 1);
        return Page.of(rows, limit, StockItemBody::of, Cursor::of);
    }

    @PostMapping("/{sku}/receipts")
    @Contract(
            id = "receiveStock",
            summary = "Receive units",
            answers = @Answer(status = 200, when = "They are on hand.", body = StockItemBody.class),
            problems = {ProblemType.NOT_FOUND, ProblemType.STOCK_BEING_DELETED, ProblemType.STOCK_DELETED})
    ResponseEntity<Object> receive(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Valid @RequestBody Receipt body) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new ReceiveStock(item, body.quantity(), body.reference())));
    }

    @PostMapping("/{sku}/adjustments")
    @Contract(
            id = "adjustStock",
            summary = "Correct the units on hand",
            description = "Says either by how much (delta, not 0) or how many were counted (counted).",
            answers = @Answer(status = 200, when = "It is corrected.", body = StockItemBody.class),
            problems = {
                ProblemType.NOT_FOUND,
                ProblemType.STOCK_HELD,
                ProblemType.INSUFFICIENT_STOCK,
                ProblemType.STOCK_DELETED
            })
    ResponseEntity<Object> adjust(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Valid @RequestBody AdjustmentRequest body) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new AdjustStock(item, body.adjustment(), body.reason())));
    }

    @DeleteMapping("/{sku}")
    @Contract(
            id = "deleteStockItem",
            summary = "Delete a stock item",
            answers = {
                @Answer(
                        status = 202,
                        when = "Orders hold some, and it is recalled: nothing more is promised, and it goes with its"
                                + " last reservation.",
                        body = StockItemBody.class),
                @Answer(status = 204, when = "It is deleted, and what was on hand is written off.")
            },
            problems = {ProblemType.NOT_FOUND, ProblemType.STOCK_HELD, ProblemType.STOCK_DELETED})
    ResponseEntity<Object> delete(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Parameter(description = "What to do if orders hold units: refuse, or recall, which lets them go first.")
                    @RequestParam(defaultValue = "refuse")
                    WhenReserved whenReserved) {
        var item = new StockItemId(sku, location);
        return Answers.deleted(item, commands.send(new DeleteStockItem(item, whenReserved.meant())));
    }

    @DeleteMapping("/{sku}/deletion")
    @Contract(
            id = "cancelDeletion",
            summary = "Cancel a deletion that waits",
            answers = @Answer(status = 200, when = "It is active again.", body = StockItemBody.class),
            problems = {ProblemType.NOT_FOUND, ProblemType.ILLEGAL_TRANSITION})
    ResponseEntity<Object> keep(
            @PathVariable @Sku String sku, @RequestParam(defaultValue = StockItemId.MAIN) @Location String location) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new CancelDeletion(item)));
    }
}
