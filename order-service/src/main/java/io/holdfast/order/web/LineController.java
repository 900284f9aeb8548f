package io.holdfast.order.web;

import io.holdfast.http.ProblemType;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.order.Item;
import io.holdfast.order.LineChanges;
import io.holdfast.order.OrderId;
import io.holdfast.order.web.Requests.LineQuantity;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lines of open orders: change, add, remove. */
@Tag(name = "orders")
@RestController
@RequestMapping(path = "/orders/{id}/lines/{sku}", produces = "application/json")
class LineController {

    private final LineChanges lines;

    LineController(LineChanges lines) {
        this.lines = lines;
    }

    @PutMapping
    @Contract(
            id = "changeLine",
            summary = "Change a line of an open order, or add one",
            description = "More is held before the answer comes, less is free again. A price that is not said stays.",
            answers =
                    @Answer(
                            status = 200,
                            when = "The order wants just so many, and inventory holds what is not shipped.",
                            body = OrderBody.class),
            problems = {
                ProblemType.NOT_FOUND,
                ProblemType.STOCK_BEING_DELETED,
                ProblemType.STOCK_DELETED,
                ProblemType.INSUFFICIENT_STOCK,
                ProblemType.ILLEGAL_TRANSITION
            })
    ResponseEntity<OrderBody> change(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = Item.MAIN) @Location String location,
            @Valid @RequestBody LineQuantity body) {
        var order = new OrderId(id);
        return OrderBody.answer(order, lines.change(order, new Item(sku, location), body.quantity(), body.price()));
    }

    @DeleteMapping
    @Contract(
            id = "removeLine",
            summary = "Remove a line from an open order",
            description = "Of which nothing was shipped, and which is not the last one: whoever wants nothing any more"
                    + " cancels.",
            answers =
                    @Answer(
                            status = 200,
                            when = "The order no longer wants the item, and nothing is held of it.",
                            body = OrderBody.class),
            problems = {ProblemType.NOT_FOUND, ProblemType.ILLEGAL_TRANSITION})
    ResponseEntity<OrderBody> remove(
            @PathVariable @Pattern(regexp = OrderId.FORMAT, message = Requests.NO_ORDER_ID) String id,
            @PathVariable @Sku String sku,
            @RequestParam(defaultValue = Item.MAIN) @Location String location) {
        var order = new OrderId(id);
        return OrderBody.answer(order, lines.remove(order, new Item(sku, location)));
    }
}
