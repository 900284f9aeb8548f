package io.holdfast.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.OpenOrders;
import io.holdfast.events.order.ItemQuantity;
import io.holdfast.events.order.LineChangeAbandoned;
import io.holdfast.events.order.OrderAbandoned;
import io.holdfast.events.order.OrderCancelled;
import io.holdfast.events.order.OrderExpired;
import io.holdfast.events.order.OrderLine;
import io.holdfast.events.order.OrderLineChanged;
import io.holdfast.events.order.OrderLineRemoved;
import io.holdfast.events.order.OrderPlaced;
import io.holdfast.events.order.ShipmentAbandoned;
import io.holdfast.events.order.ShipmentRecorded;
import io.holdfast.ledger.NoSuchStream;
import io.holdfast.ledger.Recorded;
import io.holdfast.order.LineRefusal.LessLeft;
import io.holdfast.order.LineRefusal.NotOrdered;
import io.holdfast.order.OrderState.Abandoned;
import io.holdfast.order.OrderState.Placed;
import io.holdfast.order.OrderState.Status;
import io.holdfast.order.Rejection.AlreadyPlaced;
import io.holdfast.order.Rejection.Fenced;
import io.holdfast.order.Rejection.HoldNotOver;
import io.holdfast.order.Rejection.LastLine;
import io.holdfast.order.Rejection.LinesRefused;
import io.holdfast.order.Rejection.NotOpen;
import io.holdfast.order.Rejection.Overtaken;
import io.holdfast.order.Rejection.ShippedAlready;
import io.holdfast.order.Rejection.TooManyLines;
import io.holdfast.order.Rejection.UnknownCustomer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderTest {

    static final OrderId ID = new OrderId("order-1");
    static final ShipmentId FIRST = new ShipmentId("shipment-1");
    static final ShipmentId SECOND = new ShipmentId("shipment-2");
    static final Item TEA = new Item("TEA-1", "main");
    static final Item JAR = new Item("JAR-1", "main");
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final List<OrderLine> LINES = List.of(
            new OrderLine("TEA-1", "main", 3, new BigDecimal("4.50")), new OrderLine("CUP-1", "north", 1, null));

    final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    /** What the order has said about its customer: {@code customer-1 opened order-1}. */
    final List<String> customers = new ArrayList<>();

    boolean isRegistered = true;

    @BeforeEach
    void a_customer() {
        order.registerInjectableResource(new OpenOrders() {
            @Override
            public boolean isRegistered(CustomerId customer) {
                return isRegistered;
            }

            @Override
            public void open(CustomerId customer, String order) {
                customers.add(customer + " opened " + order);
            }

            @Override
            public void end(String order) {
                customers.add("ended " + order);
            }

            @Override
            public List<String> of(CustomerId customer) {
                throw new AssertionError("An order does not ask for others.");
            }
        });
    }

    @BeforeEach
    void whatever_is_accepted_answers_what_it_left() {
        order.registerCommandHandlerInterceptor((unit, chain) -> {
            var answer = chain.proceed();
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Recorded.class,
                            recorded -> assertThat(recorded.state()).isInstanceOf(OrderState.class));
            return answer;
        });
    }

    @Nested
    class Placing {

        final PlaceOrder place = new PlaceOrder(ID, "customer-1", "EUR", LINES, NOON);

        @Test
        void records_what_was_ordered() {
            order.givenNoPriorActivity()
                    .when(place)
                    .expectEvents(new OrderPlaced("order-1", "customer-1", "EUR", LINES, NOON))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.OPEN));
            assertThat(customers).containsExactly("customer-1 opened order-1");
        }

        @Test
        void needs_a_customer_who_is_registered() {
            isRegistered = false;
            refused(order.givenNoPriorActivity().when(place), new UnknownCustomer(ID, new CustomerId("customer-1")));
            assertThat(customers).isEmpty();
        }

        @Test
        void needs_no_customer() {
            isRegistered = false;
            order.givenNoPriorActivity()
                    .when(new PlaceOrder(ID, null, null, LINES, null))
                    .expectEvents(new OrderPlaced("order-1", null, null, LINES, null));
            assertThat(customers).isEmpty();
        }

        @Test
        void is_refused_once_it_was_given_up() {
            refused(order.given(new OrderAbandoned("order-1")).when(place), new Fenced(ID, "order-1"));
        }

        @Test
        void happens_once() {
            refused(placed().when(place), new AlreadyPlaced(ID));
        }
    }

    @Nested
    class Changing_a_line {

        @Test
        void wants_more() {
            placed().when(change(TEA, 5, 0))
                    .expectEvents(changed("TEA-1", "main", 5, 2, "4.50"))
                    .expectState(after -> assertThat(left(after))
                            .containsExactly(
                                    new ItemQuantity("TEA-1", "main", 5), new ItemQuantity("CUP-1", "north", 1)));
            assertThat(customers).isEmpty();
        }

        @Test
        void wants_fewer() {
            placed().when(change(TEA, 1, 0)).expectEvents(changed("TEA-1", "main", 1, -2, "4.50"));
        }

        @Test
        void at_another_price_changes_the_total() {
            order.given(new OrderPlaced("order-1", null, "EUR", LINES.subList(0, 1), null))
                    .when(new ChangeLine(ID, TEA, 3, new BigDecimal("5.00"), 0))
                    .expectEvents(changed("TEA-1", "main", 3, 0, "5.00"))
                    .expectState(after -> assertThat(
                                    ((Placed) after.state()).details().total())
                            .isEqualTo(new BigDecimal("15.00")));
        }

        @Test
        void adds_one_for_another_item() {
            placed().when(new ChangeLine(ID, JAR, 2, null, 0))
                    .expectEvents(new OrderLineChanged("order-1", "JAR-1", "main", 2, 2, null))
                    .expectState(after -> assertThat(left(after))
                            .containsExactly(
                                    new ItemQuantity("TEA-1", "main", 3),
                                    new ItemQuantity("CUP-1", "north", 1),
                                    new ItemQuantity("JAR-1", "main", 2)));
        }

        @Test
        void to_what_it_is_changes_nothing() {
            placed().when(change(TEA, 3, 0)).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void to_what_was_shipped_leaves_the_others() {
            partlyShipped()
                    .when(change(TEA, 2, 1))
                    .expectEvents(changed("TEA-1", "main", 2, -1, "4.50"))
                    .expectState(
                            after -> assertThat(left(after)).containsExactly(new ItemQuantity("CUP-1", "north", 1)));
        }

        @Test
        void to_what_was_shipped_ends_the_order_if_nothing_else_is_left() {
            partlyShipped()
                    .andGiven(new ShipmentRecorded(
                            "order-1", "shipment-2", List.of(new ItemQuantity("CUP-1", "north", 1))))
                    .when(change(TEA, 2, 2))
                    .expectEvents(changed("TEA-1", "main", 2, -1, "4.50"))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.SHIPPED));
            assertThat(customers).containsExactly("ended order-1");
        }

        @Test
        void to_less_than_was_shipped_is_refused() {
            refused(partlyShipped().when(change(TEA, 1, 1)), new ShippedAlready(ID, TEA, 1, 2));
        }

        @Test
        void is_refused_when_the_order_was_changed_since_inventory_was_asked() {
            refused(partlyShipped().when(change(TEA, 5, 0)), new Overtaken(ID, 0, 1));
            refused(
                    placed().andGiven(new LineChangeAbandoned("order-1", "TEA-1", "main"))
                            .when(change(TEA, 5, 0)),
                    new Overtaken(ID, 0, 1));
        }

        @Test
        void has_room_for_a_hundred_lines() {
            var lines = Stream.iterate(0, i -> i + 1)
                    .limit(100)
                    .map(i -> new OrderLine("SKU-" + i, "main", 1, null))
                    .toList();
            refused(
                    order.given(new OrderPlaced("order-1", null, null, lines, null))
                            .when(change(TEA, 1, 0)),
                    new TooManyLines(ID, 100));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void is_refused_once_the_order_has_ended(Object ending, Status status) {
            refused(placed().andGiven(ending).when(change(TEA, 5, 1)), new NotOpen(ID, status));
        }

        @Test
        void needs_an_order() {
            missing(order.givenNoPriorActivity().when(change(TEA, 5, 0)));
        }

        private ChangeLine change(Item item, long quantity, long basedOn) {
            return new ChangeLine(ID, item, quantity, null, basedOn);
        }

        private OrderLineChanged changed(String sku, String location, long quantity, long change, String price) {
            return new OrderLineChanged("order-1", sku, location, quantity, change, new BigDecimal(price));
        }
    }

    @Nested
    class Removing_a_line {

        @Test
        void leaves_the_others() {
            placed().when(new RemoveLine(ID, TEA))
                    .expectEvents(new OrderLineRemoved("order-1", "TEA-1", "main", 3))
                    .expectState(
                            after -> assertThat(left(after)).containsExactly(new ItemQuantity("CUP-1", "north", 1)));
        }

        @Test
        void ends_the_order_if_all_others_are_shipped() {
            placed().andGiven(new ShipmentRecorded(
                            "order-1", "shipment-1", List.of(new ItemQuantity("TEA-1", "main", 3))))
                    .when(new RemoveLine(ID, new Item("CUP-1", "north")))
                    .expectEvents(new OrderLineRemoved("order-1", "CUP-1", "north", 1))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.SHIPPED));
            assertThat(customers).containsExactly("ended order-1");
        }

        @Test
        void of_which_something_was_shipped_is_refused() {
            refused(partlyShipped().when(new RemoveLine(ID, TEA)), new ShippedAlready(ID, TEA, 0, 2));
        }

        @Test
        void that_is_the_last_one_is_refused() {
            refused(
                    placed().andGiven(new OrderLineRemoved("order-1", "CUP-1", "north", 1))
                            .when(new RemoveLine(ID, TEA)),
                    new LastLine(ID, TEA));
        }

        @Test
        void that_the_order_does_not_have_is_refused() {
            refused(
                    placed().when(new RemoveLine(ID, JAR)),
                    new LinesRefused(ID, List.of(new NotOrdered(ID, "JAR-1", "main"))));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void is_refused_once_the_order_has_ended(Object ending, Status status) {
            refused(placed().andGiven(ending).when(new RemoveLine(ID, TEA)), new NotOpen(ID, status));
        }

        @Test
        void needs_an_order() {
            missing(order.givenNoPriorActivity().when(new RemoveLine(ID, TEA)));
        }
    }

    @Nested
    class Recording_a_shipment {

        @Test
        void ships_some_and_leaves_the_order_open() {
            placed().when(new RecordShipment(ID, FIRST, teas(2)))
                    .expectEvents(new ShipmentRecorded("order-1", "shipment-1", teas(2)))
                    .expectState(after -> {
                        assertThat(status(after)).isEqualTo(Status.OPEN);
                        assertThat(left(after))
                                .containsExactly(
                                        new ItemQuantity("TEA-1", "main", 1), new ItemQuantity("CUP-1", "north", 1));
                    });
            assertThat(customers).isEmpty();
        }

        @Test
        void of_all_that_is_left_ends_the_order() {
            partlyShipped()
                    .when(new RecordShipment(ID, SECOND, rest()))
                    .expectEvents(new ShipmentRecorded("order-1", "shipment-2", rest()))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.SHIPPED));
            assertThat(customers).containsExactly("ended order-1");
        }

        @Test
        void twice_is_once() {
            partlyShipped()
                    .when(new RecordShipment(ID, FIRST, teas(2)))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void of_more_than_is_left_is_refused() {
            refused(
                    partlyShipped().when(new RecordShipment(ID, SECOND, teas(2))),
                    new LinesRefused(ID, List.of(new LessLeft(ID, "TEA-1", "main", 2, 1))));
        }

        @Test
        void of_what_was_not_ordered_is_refused_with_every_such_line() {
            var wanted = List.of(
                    new ItemQuantity("TEA-1", "north", 1),
                    new ItemQuantity("CUP-1", "north", 1),
                    new ItemQuantity("JAR-1", "main", 1));
            refused(
                    placed().when(new RecordShipment(ID, FIRST, wanted)),
                    new LinesRefused(
                            ID, List.of(new NotOrdered(ID, "TEA-1", "north"), new NotOrdered(ID, "JAR-1", "main"))));
        }

        @Test
        void is_refused_once_the_shipment_was_given_up() {
            refused(
                    placed().andGiven(new ShipmentAbandoned("order-1", "shipment-1"))
                            .when(new RecordShipment(ID, FIRST, teas(1))),
                    new Fenced(ID, "shipment-1"));
        }

        @Test
        void is_possible_after_another_shipment_was_given_up() {
            placed().andGiven(new ShipmentAbandoned("order-1", "shipment-1"))
                    .when(new RecordShipment(ID, SECOND, teas(1)))
                    .expectEvents(new ShipmentRecorded("order-1", "shipment-2", teas(1)));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void is_refused_once_the_order_has_ended(Object ending, Status status) {
            refused(placed().andGiven(ending).when(new RecordShipment(ID, SECOND, teas(1))), new NotOpen(ID, status));
        }

        @Test
        void needs_an_order() {
            missing(order.givenNoPriorActivity().when(new RecordShipment(ID, FIRST, teas(1))));
        }

        @Test
        void of_an_order_that_was_given_up_finds_none() {
            abandoned(new RecordShipment(ID, FIRST, teas(1)));
        }
    }

    @Nested
    class Cancelling {

        final CancelOrder cancel = new CancelOrder(ID, "changed my mind");

        @Test
        void gives_up_everything() {
            placed().when(cancel)
                    .expectEvents(new OrderCancelled(
                            "order-1",
                            "changed my mind",
                            List.of(new ItemQuantity("TEA-1", "main", 3), new ItemQuantity("CUP-1", "north", 1))))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.CANCELLED));
            assertThat(customers).containsExactly("ended order-1");
        }

        @Test
        void without_a_customer_says_nothing_about_one() {
            order.given(new OrderPlaced("order-1", null, null, LINES, null))
                    .when(cancel)
                    .expectSuccessfulHandlerExecution();
            assertThat(customers).isEmpty();
        }

        @Test
        void keeps_what_was_shipped() {
            partlyShipped().when(cancel).expectEvents(new OrderCancelled("order-1", "changed my mind", rest()));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void is_refused_once_the_order_has_ended(Object ending, Status status) {
            refused(placed().andGiven(ending).when(cancel), new NotOpen(ID, status));
        }

        @Test
        void needs_an_order() {
            missing(order.givenNoPriorActivity().when(cancel));
        }

        @Test
        void of_an_order_that_was_given_up_finds_none() {
            abandoned(cancel);
        }
    }

    @Nested
    class Expiring {

        @Test
        void gives_up_what_was_not_shipped() {
            partlyShipped()
                    .when(new ExpireOrder(ID, NOON))
                    .expectEvents(new OrderExpired("order-1", rest()))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.EXPIRED));
            assertThat(customers).containsExactly("ended order-1");
        }

        @Test
        void is_refused_while_the_hold_lasts() {
            var before = NOON.minusMillis(1);
            refused(placed().when(new ExpireOrder(ID, before)), new HoldNotOver(ID, before));
        }

        @Test
        void is_refused_when_the_hold_lasts_for_ever() {
            refused(
                    order.given(new OrderPlaced("order-1", null, null, LINES, null))
                            .when(new ExpireOrder(ID, Instant.MAX)),
                    new HoldNotOver(ID, Instant.MAX));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void is_refused_once_the_order_has_ended(Object ending, Status status) {
            refused(placed().andGiven(ending).when(new ExpireOrder(ID, NOON)), new NotOpen(ID, status));
        }

        @Test
        void needs_an_order() {
            missing(order.givenNoPriorActivity().when(new ExpireOrder(ID, NOON)));
        }
    }

    @Nested
    class Abandoning {

        @Test
        void an_order_that_nobody_placed_is_its_first_event() {
            order.givenNoPriorActivity()
                    .when(new AbandonOrder(ID))
                    .expectEvents(new OrderAbandoned("order-1"))
                    .expectState(after -> assertThat(after.state()).isEqualTo(new Abandoned()));
        }

        @Test
        void an_order_that_was_placed_leaves_it_as_it_is() {
            placed().when(new AbandonOrder(ID)).expectNoEvents().expectSuccessfulHandlerExecution();
        }

        @Test
        void an_order_twice_is_once() {
            order.given(new OrderAbandoned("order-1"))
                    .when(new AbandonOrder(ID))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_shipment_that_nobody_recorded_keeps_it_from_being_recorded() {
            placed().when(new AbandonShipment(ID, FIRST))
                    .expectEvents(new ShipmentAbandoned("order-1", "shipment-1"))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.OPEN));
        }

        @Test
        void a_shipment_that_was_recorded_leaves_it_as_it_is() {
            partlyShipped()
                    .when(new AbandonShipment(ID, FIRST))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void a_shipment_twice_is_once() {
            placed().andGiven(new ShipmentAbandoned("order-1", "shipment-1"))
                    .when(new AbandonShipment(ID, FIRST))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void a_shipment_of_an_order_that_has_ended_needs_no_fence(Object ending, Status status) {
            placed().andGiven(ending)
                    .when(new AbandonShipment(ID, SECOND))
                    .expectNoEvents()
                    .expectState(after -> assertThat(status(after)).isEqualTo(status));
        }

        @Test
        void the_change_of_a_line_keeps_it_from_being_recorded() {
            placed().when(new AbandonLineChange(ID, TEA))
                    .expectEvents(new LineChangeAbandoned("order-1", "TEA-1", "main"))
                    .expectState(after -> assertThat(status(after)).isEqualTo(Status.OPEN));
        }

        @ParameterizedTest
        @MethodSource("io.holdfast.order.OrderTest#endings")
        void the_change_of_a_line_of_an_order_that_has_ended_needs_no_fence(Object ending, Status status) {
            placed().andGiven(ending)
                    .when(new AbandonLineChange(ID, TEA))
                    .expectNoEvents()
                    .expectState(after -> assertThat(status(after)).isEqualTo(status));
        }

        @Test
        void a_shipment_needs_an_order() {
            missing(order.givenNoPriorActivity().when(new AbandonShipment(ID, FIRST)));
        }
    }

    static Stream<Arguments> endings() {
        var all = List.of(new ItemQuantity("TEA-1", "main", 3), new ItemQuantity("CUP-1", "north", 1));
        return Stream.of(
                Arguments.of(new ShipmentRecorded("order-1", "shipment-1", all), Status.SHIPPED),
                Arguments.of(new OrderCancelled("order-1", null, all), Status.CANCELLED),
                Arguments.of(new OrderExpired("order-1", all), Status.EXPIRED));
    }

    // Given.

    /** Three teas and a cup, held until noon. */
    private TestExecutor<Order> placed() {
        return order.given(new OrderPlaced("order-1", "customer-1", "EUR", LINES, NOON));
    }

    /** Two of the teas have left. */
    private TestExecutor<Order> partlyShipped() {
        return placed().andGiven(new ShipmentRecorded("order-1", "shipment-1", teas(2)));
    }

    private static List<ItemQuantity> teas(long quantity) {
        return List.of(new ItemQuantity("TEA-1", "main", quantity));
    }

    private static List<ItemQuantity> rest() {
        return List.of(new ItemQuantity("TEA-1", "main", 1), new ItemQuantity("CUP-1", "north", 1));
    }

    // Then.

    private static void refused(ResultValidator<Order> result, Rejection reason) {
        result.expectNoEvents().expectException(rejected(reason));
    }

    private static void missing(ResultValidator<Order> result) {
        result.expectNoEvents().expectException(AggregateNotFoundException.class);
    }

    private void abandoned(OrderCommand command) {
        order.given(new OrderAbandoned("order-1"))
                .when(command)
                .expectNoEvents()
                .expectException(NoSuchStream.class);
    }

    private static Status status(Order after) {
        return ((Placed) after.state()).status();
    }

    private static List<ItemQuantity> left(Order after) {
        return ((Placed) after.state()).details().left();
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
