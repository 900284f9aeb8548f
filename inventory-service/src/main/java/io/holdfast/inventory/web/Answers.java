package io.holdfast.inventory.web;

import io.holdfast.http.Fact;
import io.holdfast.http.Problem;
import io.holdfast.http.ProblemType;
import io.holdfast.inventory.StockItemId;
import io.holdfast.inventory.StockState;
import io.holdfast.inventory.StockState.Deleted;
import io.holdfast.inventory.StockState.Present;
import io.holdfast.ledger.Recorded;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Turns the state of a stock item into a response, always with its version as ETag. */
final class Answers {

    private Answers() {}

    /** The item; 410 if it was deleted. */
    static ResponseEntity<Object> read(StockItemId item, Recorded<StockState> recorded) {
        return switch (recorded.state()) {
            case Present present -> item(HttpStatus.OK, item, present, recorded.version());
            case Deleted deleted ->
                Problem.of(
                                ProblemType.GONE,
                                "%s was deleted at %s by %s.".formatted(item.inWords(), deleted.since(), deleted.by()))
                        .with(Fact.SKU, item.sku())
                        .with(Fact.LOCATION, item.location())
                        .with(Fact.SINCE, deleted.since())
                        .with(Fact.BY, deleted.by())
                        .response();
        };
    }

    /** The new item and where it is. */
    static ResponseEntity<Object> created(StockItemId item, Recorded<StockState> recorded) {
        return ResponseEntity.created(URI.create(Hrefs.of(item)))
                .eTag(etag(recorded))
                .body(read(item, recorded).getBody());
    }

    /** Nothing but the version. */
    static ResponseEntity<Object> done(Recorded<StockState> recorded) {
        return ResponseEntity.noContent().eTag(etag(recorded)).build();
    }

    /** 204 if it is gone; 202 and the item if it waits for its last reservation. */
    static ResponseEntity<Object> deleted(StockItemId item, Recorded<StockState> recorded) {
        return switch (recorded.state()) {
            case Present present -> item(HttpStatus.ACCEPTED, item, present, recorded.version());
            case Deleted deleted -> done(recorded);
        };
    }

    private static ResponseEntity<Object> item(HttpStatus status, StockItemId item, Present state, long version) {
        return ResponseEntity.status(status).eTag(String.valueOf(version)).body(StockItemBody.of(item, state, version));
    }

    private static String etag(Recorded<StockState> recorded) {
        return String.valueOf(recorded.version());
    }
}
