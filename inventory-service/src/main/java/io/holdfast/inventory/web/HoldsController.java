package io.holdfast.inventory.web;

import io.holdfast.http.ProblemType;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.inventory.DispatchStock;
import io.holdfast.inventory.PickStock;
import io.holdfast.inventory.ReleaseStock;
import io.holdfast.inventory.ReserveStock;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.UnpickStock;
import io.holdfast.inventory.web.Requests.PickRequest;
import io.holdfast.inventory.web.Requests.Quantity;
import io.holdfast.ledger.Commands;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@Tag(
        name = "holds",
        description = "What an order side asks of a stock item. Of use to nobody else: a hold that no order explains is"
                + " given back.")
@RestController
@RequestMapping(path = "/inventory/{sku}", produces = "application/json")
class HoldsController {

    private final Commands commands;

    HoldsController(Commands commands) {
        this.commands = commands;
    }

    @PutMapping("/reservations/{orderId}")
    @Contract(
            id = "reserveStock",
            summary = "Reserve units for an order",
            description = "The quantity is the total that the order wants; asking twice is harmless.",
            answers = @Answer(status = 200, when = "They are reserved.", body = StockItemBody.class),
            problems = {
                ProblemType.NOT_FOUND,
                ProblemType.STOCK_BEING_DELETED,
                ProblemType.STOCK_DELETED,
                ProblemType.INSUFFICIENT_STOCK
            })
    ResponseEntity<Object> reserve(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.ORDER_ID, message = Requests.NO_ORDER_ID) String orderId,
            @Valid @RequestBody Quantity body) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new ReserveStock(item, orderId, body.quantity())));
    }

    @DeleteMapping("/reservations/{orderId}")
    @Contract(
            id = "releaseStock",
            summary = "Give back what is reserved for an order",
            answers = @Answer(status = 204, when = "Nothing is reserved for it."),
            problems = ProblemType.NOT_FOUND)
    ResponseEntity<Object> release(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.ORDER_ID, message = Requests.NO_ORDER_ID) String orderId) {
        return Answers.done(commands.send(new ReleaseStock(new StockItemId(sku, location), orderId)));
    }

    @PutMapping("/picks/{shipmentId}")
    @Contract(
            id = "pickStock",
            summary = "Take reserved units off the shelf",
            answers = @Answer(status = 200, when = "They are picked.", body = StockItemBody.class),
            problems = {
                ProblemType.NOT_FOUND,
                ProblemType.STOCK_BEING_DELETED,
                ProblemType.STOCK_DELETED,
                ProblemType.INSUFFICIENT_STOCK,
                ProblemType.ALREADY_EXISTS
            })
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
    @Contract(
            id = "unpickStock",
            summary = "Put picked units back",
            answers = @Answer(status = 204, when = "Nothing is picked for it."),
            problems = ProblemType.NOT_FOUND)
    ResponseEntity<Object> unpick(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.SHIPMENT_ID, message = Requests.NO_SHIPMENT_ID)
                    String shipmentId) {
        return Answers.done(commands.send(new UnpickStock(new StockItemId(sku, location), shipmentId)));
    }

    @PostMapping("/picks/{shipmentId}/dispatch")
    @Contract(
            id = "dispatchStock",
            summary = "Let picked units leave",
            answers = @Answer(status = 200, when = "They have left.", body = StockItemBody.class),
            problems = {ProblemType.NOT_FOUND, ProblemType.ILLEGAL_TRANSITION})
    ResponseEntity<Object> dispatch(
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = StockItemId.MAIN) @Location String location,
            @PathVariable @Pattern(regexp = Requests.SHIPMENT_ID, message = Requests.NO_SHIPMENT_ID)
                    String shipmentId) {
        var item = new StockItemId(sku, location);
        return Answers.read(item, commands.send(new DispatchStock(item, shipmentId)));
    }
}
