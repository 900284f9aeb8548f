package io.holdfast.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.holdfast.events.inventory.StockAdjusted;
import io.holdfast.events.inventory.StockDispatched;
import io.holdfast.events.inventory.StockItemDeleted;
import io.holdfast.events.inventory.StockItemDeletionCancelled;
import io.holdfast.events.inventory.StockItemDeletionStarted;
import io.holdfast.events.inventory.StockItemRegistered;
import io.holdfast.events.inventory.StockPicked;
import io.holdfast.events.inventory.StockReceived;
import io.holdfast.events.inventory.StockReleased;
import io.holdfast.events.inventory.StockReserved;
import io.holdfast.events.inventory.StockUnpicked;
import io.holdfast.inventory.AdjustStock.Count;
import io.holdfast.inventory.AdjustStock.Difference;
import io.holdfast.inventory.Blocker.PickedFor;
import io.holdfast.inventory.Blocker.ReservedFor;
import io.holdfast.inventory.DeleteStockItem.WhenReserved;
import io.holdfast.inventory.Rejection.AlreadyExists;
import io.holdfast.inventory.Rejection.BeingDeleted;
import io.holdfast.inventory.Rejection.Deleted;
import io.holdfast.inventory.Rejection.HeldAgainstAdjustment;
import io.holdfast.inventory.Rejection.HeldAgainstDeletion;
import io.holdfast.inventory.Rejection.LessOnHand;
import io.holdfast.inventory.Rejection.NotBeingDeleted;
import io.holdfast.inventory.Rejection.NotEnough;
import io.holdfast.inventory.Rejection.NotPicked;
import io.holdfast.inventory.Rejection.NotReserved;
import io.holdfast.inventory.Rejection.PickedDifferently;
import io.holdfast.inventory.StockState.Status;
import io.holdfast.ledger.Caller;
import io.holdfast.ledger.Recorded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StockItemTest {

    static final StockItemId TEA = new StockItemId("TEA-1", "main");
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    final AggregateTestFixture<StockItem> item = new AggregateTestFixture<>(StockItem.class);

    @BeforeEach
    void whatever_is_accepted_answers_what_it_left() {
        item.registerCommandHandlerInterceptor((unit, chain) -> {
            var answer = chain.proceed();
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Recorded.class,
                            recorded -> assertThat(recorded.state()).isInstanceOf(StockState.class));
            return answer;
        });
    }

    @Nested
    class Registering {

        final RegisterStockItem register = new RegisterStockItem(TEA, "Tea", 10);

        @Test
        void begins_with_what_is_there() {
            item.givenNoPriorActivity()
                    .when(register)
                    .expectEvents(registered(10))
                    .expectResultMessagePayload(new Recorded<>(new StockState.Active(StockLevels.of("Tea", 10)), 0));
        }

        @Test
        void is_refused_while_there_is_one() {
            refused(stock(10).when(register), new AlreadyExists(TEA));
        }

        @Test
        void is_refused_while_there_is_one_that_is_being_deleted() {
            refused(deleting().when(register), new AlreadyExists(TEA));
        }

        @Test
        void goes_on_where_a_deleted_one_ended() {
            deleted()
                    .when(new RegisterStockItem(TEA, "Tea", 3))
                    .expectEvents(registered(3))
                    .expectResultMessagePayload(new Recorded<>(new StockState.Active(StockLevels.of("Tea", 3)), 2));
        }
    }

    @Nested
    class Receiving {

        final ReceiveStock receive = new ReceiveStock(TEA, 5, "PO-77");

        @Test
        void adds_to_what_is_on_hand() {
            stock(10)
                    .when(receive)
                    .expectEvents(new StockReceived("TEA-1", "main", 5, "PO-77"))
                    .expectState(after -> assertThat(levels(after).onHand()).isEqualTo(15));
        }

        @Test
        void is_refused_while_the_item_is_being_deleted() {
            refused(deleting().when(receive), beingDeleted());
        }

        @Test
        void is_refused_once_the_item_is_deleted() {
            refused(deleted().when(receive), goneFor());
        }

        @Test
        void needs_an_item() {
            item.givenNoPriorActivity()
                    .when(receive)
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Adjusting {

        @Test
        void by_a_difference_changes_what_is_on_hand() {
            stock(10)
                    .when(new AdjustStock(TEA, new Difference(-2), "damaged"))
                    .expectEvents(new StockAdjusted("TEA-1", "main", -2, null, "damaged"))
                    .expectState(after -> assertThat(levels(after).onHand()).isEqualTo(8));
        }

        @Test
        void by_a_count_records_the_difference() {
            stock(10)
                    .when(new AdjustStock(TEA, new Count(17), "cycle count"))
                    .expectEvents(new StockAdjusted("TEA-1", "main", 7, 17L, "cycle count"))
                    .expectState(after -> assertThat(levels(after).onHand()).isEqualTo(17));
        }

        @Test
        void by_a_count_that_confirms_the_books_is_recorded_too() {
            stock(10)
                    .when(new AdjustStock(TEA, new Count(10), "cycle count"))
                    .expectEvents(new StockAdjusted("TEA-1", "main", 0, 10L, "cycle count"));
        }

        @Test
        void may_leave_exactly_what_is_held() {
            held().when(new AdjustStock(TEA, new Count(6), "cycle count"))
                    .expectEvents(new StockAdjusted("TEA-1", "main", -4, 6L, "cycle count"));
        }

        @Test
        void below_what_is_held_is_refused_with_everybody_who_holds_some() {
            refused(
                    held().when(new AdjustStock(TEA, new Count(5), "cycle count")),
                    new HeldAgainstAdjustment(
                            TEA,
                            false,
                            5,
                            List.of(
                                    new PickedFor("shipment-1", "order-1", 1),
                                    new ReservedFor("order-1", 2),
                                    new ReservedFor("order-2", 3))));
        }

        @Test
        void below_nothing_is_refused() {
            refused(stock(10).when(new AdjustStock(TEA, new Difference(-11), "lost")), new LessOnHand(TEA, 11, 10));
        }

        @Test
        void may_leave_nothing() {
            stock(10)
                    .when(new AdjustStock(TEA, new Difference(-10), "lost"))
                    .expectEvents(new StockAdjusted("TEA-1", "main", -10, null, "lost"));
        }

        @Test
        void is_possible_while_the_item_is_being_deleted() {
            deleting()
                    .when(new AdjustStock(TEA, new Difference(1), "found"))
                    .expectEvents(new StockAdjusted("TEA-1", "main", 1, null, "found"));
        }

        @Test
        void is_refused_once_the_item_is_deleted() {
            refused(deleted().when(new AdjustStock(TEA, new Difference(1), "found")), goneFor());
        }
    }

    @Nested
    class Reserving {

        @Test
        void promises_units_that_are_available() {
            stock(10)
                    .when(new ReserveStock(TEA, "order-1", 10))
                    .expectEvents(reserved("order-1", 10, 10))
                    .expectState(after -> assertThat(levels(after).available()).isZero());
        }

        @Test
        void more_than_is_available_is_refused_and_says_how_much_is() {
            refused(
                    stock(10).andGiven(reserved("order-1", 4, 4)).when(new ReserveStock(TEA, "order-2", 7)),
                    new NotEnough(TEA, "order-2", 7, 6));
        }

        @Test
        void what_is_picked_is_not_available() {
            refused(held().when(new ReserveStock(TEA, "order-3", 5)), new NotEnough(TEA, "order-3", 5, 4));
        }

        @Test
        void twice_is_once() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4))
                    .when(new ReserveStock(TEA, "order-1", 4))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void twice_is_once_also_when_some_or_all_units_were_picked_or_have_left() {
            Stream.of(
                            List.of(picked("shipment-1", "order-1", 3)),
                            List.of(picked("shipment-1", "order-1", 4)),
                            List.of(picked("shipment-1", "order-1", 3), dispatched("shipment-1", "order-1", 3)),
                            List.of(
                                    picked("shipment-1", "order-1", 3),
                                    dispatched("shipment-1", "order-1", 3),
                                    picked("shipment-2", "order-1", 1)))
                    .forEach(taken -> stock(10)
                            .andGiven(reserved("order-1", 4, 4))
                            .andGiven(taken)
                            .when(new ReserveStock(TEA, "order-1", 4))
                            .expectNoEvents()
                            .expectSuccessfulHandlerExecution());
        }

        @Test
        void no_more_than_was_picked_already_frees_the_rest() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4), picked("shipment-1", "order-1", 3))
                    .when(new ReserveStock(TEA, "order-1", 3))
                    .expectEvents(new StockReleased("TEA-1", "main", "order-1", 1));
        }

        @Test
        void more_for_the_same_order_replaces_its_promise() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4))
                    .when(new ReserveStock(TEA, "order-1", 10))
                    .expectEvents(reserved("order-1", 10, 6))
                    .expectState(after -> assertThat(levels(after).reserved()).isEqualTo(10));
        }

        @Test
        void more_for_the_same_order_than_there_is_leaves_its_promise_as_it_was() {
            refused(
                    stock(10).andGiven(reserved("order-1", 4, 4)).when(new ReserveStock(TEA, "order-1", 11)),
                    new NotEnough(TEA, "order-1", 11, 10));
        }

        @Test
        void less_for_the_same_order_frees_the_rest() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4))
                    .when(new ReserveStock(TEA, "order-1", 1))
                    .expectEvents(reserved("order-1", 1, -3))
                    .expectState(after -> assertThat(levels(after).available()).isEqualTo(9));
        }

        @Test
        void is_refused_while_the_item_is_being_deleted() {
            refused(deleting().when(new ReserveStock(TEA, "order-2", 1)), beingDeleted());
        }

        @Test
        void what_is_held_already_is_granted_again_while_the_item_is_being_deleted() {
            deleting()
                    .when(new ReserveStock(TEA, "order-1", 2))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void is_refused_once_the_item_is_deleted() {
            refused(deleted().when(new ReserveStock(TEA, "order-1", 1)), goneFor());
        }
    }

    @Nested
    class Releasing {

        @Test
        void gives_the_whole_promise_back() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4))
                    .when(new ReleaseStock(TEA, "order-1"))
                    .expectEvents(new StockReleased("TEA-1", "main", "order-1", 4))
                    .expectState(after -> assertThat(levels(after)).isEqualTo(StockLevels.of("Tea", 10)));
        }

        @Test
        void leaves_what_is_picked() {
            held().when(new ReleaseStock(TEA, "order-1"))
                    .expectEvents(new StockReleased("TEA-1", "main", "order-1", 2))
                    .expectState(after -> assertThat(levels(after).picked()).isEqualTo(1));
        }

        @Test
        void nothing_is_harmless() {
            stock(10).when(new ReleaseStock(TEA, "order-1")).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void is_harmless_once_the_item_is_deleted() {
            deleted().when(new ReleaseStock(TEA, "order-1")).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void the_last_promise_of_an_item_that_is_being_deleted_deletes_it() {
            deleting()
                    .when(new ReleaseStock(TEA, "order-1"))
                    .expectEvents(
                            new StockReleased("TEA-1", "main", "order-1", 2),
                            new StockItemDeleted("TEA-1", "main", 10));
        }

        @Test
        void any_other_promise_of_an_item_that_is_being_deleted_does_not() {
            stock(10)
                    .andGiven(
                            reserved("order-1", 2, 2),
                            reserved("order-2", 1, 1),
                            new StockItemDeletionStarted("TEA-1", "main"))
                    .when(new ReleaseStock(TEA, "order-1"))
                    .expectEvents(new StockReleased("TEA-1", "main", "order-1", 2));
        }
    }

    @Nested
    class Raising_a_reservation {

        @Test
        void promises_what_a_line_is_about_to_want() {
            held().when(raise(claim("order-2", 5, 7)))
                    .expectEvents(amended("order-2", 5, 2, 7))
                    .expectState(after ->
                            assertThat(levels(after).reservedFor("order-2")).isEqualTo(5));
        }

        @Test
        void counts_what_a_shipment_under_way_has_taken() {
            held().when(raise(claim("order-1", 5, 7))).expectEvents(amended("order-1", 4, 2, 7));
        }

        @Test
        void does_not_count_what_a_recorded_shipment_has_taken() {
            held().when(raise(claim("order-1", 5, 7, "shipment-1"))).expectEvents(amended("order-1", 5, 3, 7));
        }

        @Test
        void promises_something_to_an_order_that_had_nothing() {
            held().when(raise(claim("order-3", 2, 1))).expectEvents(amended("order-3", 2, 2, 1));
        }

        @Test
        void never_takes_anything_away_but_notes_for_whom_it_is() {
            held().when(raise(claim("order-2", 1, 7)))
                    .expectEvents(amended("order-2", 3, 0, 7))
                    .expectState(after ->
                            assertThat(levels(after).reservedFor("order-2")).isEqualTo(3));
        }

        @Test
        void twice_is_once() {
            held().andGiven(amended("order-2", 5, 2, 7))
                    .when(raise(claim("order-2", 5, 7)))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void of_more_than_there_is_is_refused() {
            refused(held().when(raise(claim("order-2", 8, 7))), new NotEnough(TEA, "order-2", 8, 7));
        }

        @Test
        void is_refused_while_the_item_is_being_deleted() {
            refused(deleting().when(raise(claim("order-1", 3, 7))), beingDeleted());
        }

        @Test
        void of_a_deleted_item_is_refused() {
            refused(deleted().when(raise(claim("order-1", 3, 7))), goneFor());
        }

        @Test
        void needs_an_item() {
            item.givenNoPriorActivity()
                    .when(raise(claim("order-1", 3, 7)))
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }
    }

    @Nested
    class Lowering_a_reservation {

        @Test
        void gives_back_what_the_order_does_not_want() {
            held().when(lower(claim("order-2", 1, 7)))
                    .expectEvents(amended("order-2", 1, -2, 7))
                    .expectState(after -> assertThat(levels(after).available()).isEqualTo(6));
        }

        @Test
        void to_nothing_releases_it() {
            held().when(lower(claim("order-2", 0, 7)))
                    .expectEvents(new StockReleased("TEA-1", "main", "order-2", 3))
                    .expectState(
                            after -> assertThat(levels(after).reservations()).doesNotContainKey("order-2"));
        }

        @Test
        void to_nothing_completes_a_deletion() {
            deleting()
                    .when(lower(claim("order-1", 0, 7)))
                    .expectEvents(
                            new StockReleased("TEA-1", "main", "order-1", 2),
                            new StockItemDeleted("TEA-1", "main", 10));
        }

        @Test
        void leaves_what_a_shipment_under_way_has_taken() {
            held().when(lower(claim("order-1", 2, 7))).expectEvents(amended("order-1", 1, -1, 7));
            held().when(lower(claim("order-1", 0, 7)))
                    .expectEvents(amended("order-1", 0, -2, 7))
                    .expectState(after -> assertThat(levels(after).picked()).isEqualTo(1));
        }

        @Test
        void of_what_is_no_more_than_wanted_does_nothing() {
            nothing(held().when(lower(claim("order-2", 3, 7))));
            nothing(held().when(lower(claim("order-2", 4, 7))));
            nothing(held().when(lower(claim("order-3", 0, 7))));
        }

        @Test
        void on_behalf_of_an_earlier_version_of_the_order_does_nothing() {
            nothing(held().andGiven(amended("order-2", 5, 2, 7)).when(lower(claim("order-2", 3, 6))));
        }

        @Test
        void on_behalf_of_the_version_that_it_is_for_takes_place() {
            held().andGiven(amended("order-2", 5, 2, 7))
                    .when(lower(claim("order-2", 3, 7)))
                    .expectEvents(amended("order-2", 3, -2, 7));
        }

        @Test
        void remembers_the_version_while_everything_is_picked() {
            var picked = stock(10)
                    .andGiven(
                            amended("order-1", 3, 3, 7),
                            picked("shipment-1", "order-1", 3),
                            amended("order-1", 0, 0, 9));
            nothing(picked.andGiven(new StockUnpicked("TEA-1", "main", "shipment-1", "order-1", 3))
                    .when(lower(claim("order-1", 1, 8))));
        }

        @Test
        void of_a_deleted_item_does_nothing() {
            nothing(deleted().when(lower(claim("order-1", 0, 7))));
        }

        private void nothing(ResultValidator<StockItem> result) {
            result.expectNoEvents().expectSuccessfulHandlerExecution();
        }
    }

    private static RaiseReservation raise(Claim claim) {
        return new RaiseReservation(TEA, claim);
    }

    private static LowerReservation lower(Claim claim) {
        return new LowerReservation(TEA, claim);
    }

    private static Claim claim(String order, long left, long orderVersion, String... recorded) {
        return new Claim(order, left, Set.of(recorded), orderVersion);
    }

    private static StockReserved amended(String order, long quantity, long added, long orderVersion) {
        return new StockReserved("TEA-1", "main", order, quantity, added, orderVersion);
    }

    @Nested
    class Picking {

        @Test
        void takes_reserved_units_off_the_shelf() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4))
                    .when(new PickStock(TEA, "shipment-1", "order-1", 3))
                    .expectEvents(picked("shipment-1", "order-1", 3))
                    .expectState(after -> {
                        assertThat(levels(after).reserved()).isEqualTo(1);
                        assertThat(levels(after).picked()).isEqualTo(3);
                        assertThat(levels(after).available()).isEqualTo(6);
                    });
        }

        @Test
        void is_refused_while_the_item_is_being_deleted() {
            refused(deleting().when(new PickStock(TEA, "shipment-1", "order-1", 2)), beingDeleted());
        }

        @Test
        void is_refused_once_the_item_is_deleted() {
            refused(deleted().when(new PickStock(TEA, "shipment-1", "order-1", 2)), goneFor());
        }

        @Test
        void may_take_all_that_is_reserved() {
            stock(10)
                    .andGiven(reserved("order-1", 4, 4))
                    .when(new PickStock(TEA, "shipment-1", "order-1", 4))
                    .expectEvents(picked("shipment-1", "order-1", 4));
        }

        @Test
        void is_refused_when_nothing_is_reserved_for_the_order() {
            refused(
                    stock(10).when(new PickStock(TEA, "shipment-1", "order-1", 1)),
                    new NotReserved(TEA, "shipment-1", "order-1", 1, 0));
        }

        @Test
        void is_refused_when_less_is_reserved_for_the_order() {
            refused(
                    stock(10).andGiven(reserved("order-1", 4, 4)).when(new PickStock(TEA, "shipment-1", "order-1", 5)),
                    new NotReserved(TEA, "shipment-1", "order-1", 5, 4));
        }

        @Test
        void twice_is_once() {
            held().when(new PickStock(TEA, "shipment-1", "order-1", 1))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void something_else_for_the_same_shipment_is_refused() {
            refused(
                    held().when(new PickStock(TEA, "shipment-1", "order-2", 1)),
                    new PickedDifferently(TEA, "shipment-1", "order-1", 1));
        }

        @Test
        void again_after_the_shipment_has_left_takes_nothing_more() {
            held().andGiven(dispatched("shipment-1", "order-1", 1))
                    .when(new PickStock(TEA, "shipment-1", "order-1", 1))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Unpicking {

        @Test
        void reserves_the_units_for_their_order_again() {
            held().when(new UnpickStock(TEA, "shipment-1"))
                    .expectEvents(new StockUnpicked("TEA-1", "main", "shipment-1", "order-1", 1))
                    .expectState(after -> {
                        assertThat(levels(after).reservedFor("order-1")).isEqualTo(3);
                        assertThat(levels(after).picked()).isZero();
                    });
        }

        @Test
        void nothing_is_harmless() {
            stock(10).when(new UnpickStock(TEA, "shipment-1")).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void is_harmless_once_the_item_is_deleted() {
            deleted().when(new UnpickStock(TEA, "shipment-1")).expectNoEvents().expectSuccessfulHandlerExecution();
        }
    }

    @Nested
    class Dispatching {

        @Test
        void takes_the_units_off_the_books() {
            held().when(new DispatchStock(TEA, "shipment-1"))
                    .expectEvents(dispatched("shipment-1", "order-1", 1))
                    .expectState(after -> {
                        assertThat(levels(after).onHand()).isEqualTo(9);
                        assertThat(levels(after).picked()).isZero();
                        assertThat(levels(after).available()).isEqualTo(4);
                    });
        }

        @Test
        void what_was_not_picked_is_refused() {
            refused(
                    stock(10).when(new DispatchStock(TEA, "shipment-1")),
                    new NotPicked(TEA, "shipment-1", Status.ACTIVE));
        }

        @Test
        void once_the_item_is_deleted_is_refused() {
            refused(
                    deleted().when(new DispatchStock(TEA, "shipment-1")),
                    new NotPicked(TEA, "shipment-1", Status.DELETED));
        }
    }

    @Nested
    class Deleting {

        @ParameterizedTest
        @MethodSource("io.holdfast.inventory.StockItemTest#bothWays")
        void writes_off_what_nobody_holds(WhenReserved way) {
            stock(10)
                    .when(new DeleteStockItem(TEA, way))
                    .expectEvents(new StockItemDeleted("TEA-1", "main", 10))
                    .expectResultMessagePayloadMatching(hasStatus(Status.DELETED));
        }

        @Test
        void is_refused_with_every_order_that_holds_some() {
            refused(
                    stock(10)
                            .andGiven(reserved("order-2", 3, 3), reserved("order-1", 2, 2))
                            .when(new DeleteStockItem(TEA, WhenReserved.REFUSE)),
                    new HeldAgainstDeletion(
                            TEA, false, List.of(new ReservedFor("order-1", 2), new ReservedFor("order-2", 3))));
        }

        @Test
        void is_refused_with_every_shipment_under_way_too() {
            refused(
                    held().when(new DeleteStockItem(TEA, WhenReserved.REFUSE)),
                    new HeldAgainstDeletion(
                            TEA,
                            false,
                            List.of(
                                    new PickedFor("shipment-1", "order-1", 1),
                                    new ReservedFor("order-1", 2),
                                    new ReservedFor("order-2", 3))));
        }

        @Test
        void by_recall_is_refused_with_the_shipments_under_way_alone() {
            refused(
                    held().when(new DeleteStockItem(TEA, WhenReserved.RECALL)),
                    new HeldAgainstDeletion(TEA, false, List.of(new PickedFor("shipment-1", "order-1", 1))));
        }

        @Test
        void by_recall_waits_for_the_last_reservation() {
            stock(10)
                    .andGiven(reserved("order-1", 2, 2))
                    .when(new DeleteStockItem(TEA, WhenReserved.RECALL))
                    .expectEvents(new StockItemDeletionStarted("TEA-1", "main"))
                    .expectResultMessagePayloadMatching(hasStatus(Status.DELETING));
        }

        @Test
        void by_recall_twice_is_once() {
            deleting()
                    .when(new DeleteStockItem(TEA, WhenReserved.RECALL))
                    .expectNoEvents()
                    .expectResultMessagePayloadMatching(hasStatus(Status.DELETING));
        }

        @Test
        void at_once_is_refused_while_a_recall_waits() {
            refused(
                    deleting().when(new DeleteStockItem(TEA, WhenReserved.REFUSE)),
                    new HeldAgainstDeletion(TEA, true, List.of(new ReservedFor("order-1", 2))));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.inventory.StockItemTest#bothWays")
        void is_refused_once_the_item_is_deleted(WhenReserved way) {
            refused(deleted().when(new DeleteStockItem(TEA, way)), goneFor());
        }
    }

    @Nested
    class Cancelling_a_deletion {

        @Test
        void keeps_the_item_with_its_reservations() {
            deleting()
                    .when(new CancelDeletion(TEA))
                    .expectEvents(new StockItemDeletionCancelled("TEA-1", "main"))
                    .expectResultMessagePayloadMatching(hasStatus(Status.ACTIVE))
                    .expectState(after ->
                            assertThat(levels(after).reservedFor("order-1")).isEqualTo(2));
        }

        @Test
        void is_refused_when_there_is_none() {
            refused(stock(10).when(new CancelDeletion(TEA)), new NotBeingDeleted(TEA, Status.ACTIVE));
        }

        @Test
        void is_refused_once_the_item_is_deleted() {
            refused(deleted().when(new CancelDeletion(TEA)), goneFor());
        }
    }

    static List<WhenReserved> bothWays() {
        return List.of(WhenReserved.values());
    }

    // Given.

    private TestExecutor<StockItem> stock(long onHand) {
        return item.given(registered(onHand));
    }

    /** Of ten, order-1 has two reserved and one picked, order-2 has three reserved. */
    private TestExecutor<StockItem> held() {
        return stock(10)
                .andGiven(reserved("order-1", 3, 3), reserved("order-2", 3, 3), picked("shipment-1", "order-1", 1));
    }

    /** Order-1 holds two of ten; Ann began to delete the item at noon. */
    private TestExecutor<StockItem> deleting() {
        return stock(10)
                .andGiven(reserved("order-1", 2, 2))
                .andGivenCurrentTime(NOON)
                .andGiven(byAnn(new StockItemDeletionStarted("TEA-1", "main")));
    }

    /** Ann deleted the item at noon. */
    private TestExecutor<StockItem> deleted() {
        return stock(10).andGivenCurrentTime(NOON).andGiven(byAnn(new StockItemDeleted("TEA-1", "main", 10)));
    }

    private static Object byAnn(Object event) {
        return new GenericEventMessage<>(event, Map.of(Caller.ACTOR, "ann"));
    }

    private static StockItemRegistered registered(long onHand) {
        return new StockItemRegistered("TEA-1", "main", "Tea", onHand);
    }

    private static StockReserved reserved(String order, long quantity, long added) {
        return new StockReserved("TEA-1", "main", order, quantity, added);
    }

    private static StockPicked picked(String shipment, String order, long quantity) {
        return new StockPicked("TEA-1", "main", shipment, order, quantity);
    }

    private static StockDispatched dispatched(String shipment, String order, long quantity) {
        return new StockDispatched("TEA-1", "main", shipment, order, quantity);
    }

    // Then.

    private static void refused(ResultValidator<StockItem> result, Rejection reason) {
        result.expectNoEvents().expectException(rejected(reason));
    }

    private static Rejection beingDeleted() {
        return new BeingDeleted(TEA, NOON, "ann");
    }

    private static Rejection goneFor() {
        return new Deleted(TEA, NOON, "ann");
    }

    private static StockLevels levels(StockItem after) {
        return ((StockState.Present) after.state()).levels();
    }

    private static Matcher<Recorded<StockState>> hasStatus(Status status) {
        return new FeatureMatcher<>(equalTo(status), "state", "status") {
            @Override
            protected Status featureValueOf(Recorded<StockState> recorded) {
                return recorded.state().status();
            }
        };
    }

    /** Compares the whole reason, so a test cannot pass on somebody else's rejection. */
    private static Matcher<Throwable> rejected(Rejection reason) {
        return new FeatureMatcher<Throwable, @Nullable Rejection>(equalTo(reason), "rejection", "reason") {
            @Override
            protected @Nullable Rejection featureValueOf(Throwable thrown) {
                return thrown instanceof Rejected rejected ? rejected.reason() : null;
            }
        };
    }
}
