package io.holdfast.inventory.web;

import io.holdfast.inventory.DispatchStock;
import io.holdfast.inventory.PickStock;
import io.holdfast.inventory.ReleaseStock;
import io.holdfast.inventory.ReserveStock;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.UnpickStock;
import io.holdfast.inventory.web.Requests.PickRequest;
import io.holdfast.inventory.web.Requests.Quantity;
import io.holdfast.ledger.Commands;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What an order side asks of a stock item. A hold that no order explains within seconds is given back, so this is of use
 * to nobody else.
 */
@RestController
@RequestMapping(path = "/inventory/{sku}", produces = "application/json")
class HoldsController {

    private final Commands commands;

    HoldsController(Commands commands) {
        this.commands = commands;
    }

    @PutMapping("/reservations/{orderId}")
    ResponseEntity<Object> reserve(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.ORDER_ID, message = Requests.NO_ORDER_ID) String orderId,
            @Valid @RequestBody Quantity body) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new ReserveStock(item, orderId, body.quantity())));
    }

    @DeleteMapping("/reservations/{orderId}")
    ResponseEntity<Object> release(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.ORDER_ID, message = Requests.NO_ORDER_ID) String orderId) {
        return Answers.done(commands.send(new ReleaseStock(new StockItemId(sku, location), orderId)));
    }

    @PutMapping("/picks/{shipmentId}")
    ResponseEntity<Object> pick(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.SHIPMENT_ID, message = Requests.NO_SHIPMENT_ID) String shipmentId,
            @Valid @RequestBody PickRequest body) {
        var item = new StockItemId(sku, location);
        var command = new PickStock(item, shipmentId, body.orderId(), body.quantity());
        return Answers.read(item, commands.send(command));
    }

    @DeleteMapping("/picks/{shipmentId}")
    ResponseEntity<Object> unpick(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.SHIPMENT_ID, message = Requests.NO_SHIPMENT_ID)
                    String shipmentId) {
        return Answers.done(commands.send(new UnpickStock(new StockItemId(sku, location), shipmentId)));
    }

    @PostMapping("/picks/{shipmentId}/dispatch")
    ResponseEntity<Object> dispatch(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.SHIPMENT_ID, message = Requests.NO_SHIPMENT_ID)
                    String shipmentId) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new DispatchStock(item, shipmentId)));
    }
}
