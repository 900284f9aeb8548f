package io.holdfast.inventory.web;

import io.holdfast.http.Page;
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
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
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
@RestController
@RequestMapping(path = "/inventory", produces = "application/json")
class InventoryController {

    private final Commands commands;
    private final Streams streams;
    private final StockItems items;

    InventoryController(Commands commands, Streams streams, StockItems items) {
        this.commands = commands;
        this.streams = streams;
        this.items = items;
    }

    @PostMapping
    ResponseEntity<Object> register(@Valid @RequestBody NewStockItem body) {
        var command = new RegisterStockItem(body.item(), body.name(), body.onHand() == null ? 0 : body.onHand());
        return Answers.created(body.item(), commands.send(command));
    }

    @GetMapping("/{sku}")
    ResponseEntity<Object> get(
            @PathVariable @Sku String sku, @RequestParam(defaultValue = StockItemId.MAIN) @Location String location) {
        var item = new StockItemId(sku, location);
        return Answers.read(
                item,
                streams.read(item.toString(), StockItem::fold).orElseThrow(() -> new NoSuchStream(item.toString())));
    }

    @GetMapping
    Page<StockItemBody> list(
            @RequestParam(required = false) @Location @Nullable String location,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) @Sku @Nullable String skuPrefix,
            @RequestParam(defaultValue = Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @RequestParam(required = false) @Pattern(regexp = Cursor.PATTERN, message = Cursor.NOT_ONE) @Nullable
                    String after) {
        var rows = items.list(new StockItems.Filter(location, status, skuPrefix, Cursor.read(after)), limit + 1);
        return Page.of(rows, limit, StockItemBody::of, Cursor::of);
    }

    @PostMapping("/{sku}/receipts")
    ResponseEntity<Object> receive(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Valid @RequestBody Receipt body) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new ReceiveStock(item, body.quantity(), body.reference())));
    }

    @PostMapping("/{sku}/adjustments")
    ResponseEntity<Object> adjust(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @Valid @RequestBody AdjustmentRequest body) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new AdjustStock(item, body.adjustment(), body.reason())));
    }

    @DeleteMapping("/{sku}")
    ResponseEntity<Object> delete(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @RequestParam(defaultValue = "refuse") WhenReserved whenReserved) {
        var item = new StockItemId(sku, location);
        return Answers.deleted(item, commands.send(new DeleteStockItem(item, whenReserved.meant())));
    }

    @DeleteMapping("/{sku}/deletion")
    ResponseEntity<Object> keep(
            @PathVariable @Sku String sku, @RequestParam(defaultValue = StockItemId.MAIN) @Location String location) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new CancelDeletion(item)));
    }
}
