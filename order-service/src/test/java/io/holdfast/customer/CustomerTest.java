package io.holdfast.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.holdfast.customer.CustomerState.Registered;
import io.holdfast.customer.PersonalData.Field;
import io.holdfast.customer.Rejection.AlreadyRegistered;
import io.holdfast.customer.Rejection.Needed;
import io.holdfast.customer.Rejection.Taken;
import io.holdfast.events.customer.CustomerErased;
import io.holdfast.events.customer.CustomerRegistered;
import io.holdfast.ledger.HeadLock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomerTest {

    static final CustomerId ID = new CustomerId("customer-1");
    static final Person ANN = new Person(new EmailAddress("ann@example.com"), new Username("ann"));
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    final AggregateTestFixture<Customer> customer = new AggregateTestFixture<>(Customer.class);

    /** What was done besides the event, in order. */
    final List<String> done = new ArrayList<>();

    List<Field> taken = List.of();
    List<String> open = List.of();

    @BeforeEach
    void tables() {
        customer.registerInjectableResource((HeadLock) () -> done.add("locked"));
        customer.registerInjectableResource(new PersonalData() {
            @Override
            public List<Field> taken(Person person) {
                assertThat(person).isEqualTo(ANN);
                done.add("looked");
                return taken;
            }

            @Override
            public void keep(CustomerId id, Person person) {
                assertThat(person).isEqualTo(ANN);
                done.add("kept " + id);
            }

            @Override
            public void erase(CustomerId id) {
                done.add("erased " + id);
            }

            @Override
            public Optional<Person> of(CustomerId id) {
                throw new AssertionError("Nothing is decided by who somebody is.");
            }
        });
        customer.registerInjectableResource(new OpenOrders() {
            @Override
            public boolean isRegistered(CustomerId id) {
                throw new AssertionError("The customer itself knows.");
            }

            @Override
            public void open(CustomerId id, String order) {
                throw new AssertionError("Orders do that.");
            }

            @Override
            public void end(String order) {
                throw new AssertionError("Orders do that.");
            }

            @Override
            public List<String> of(CustomerId id) {
                done.add("looked");
                return open;
            }
        });
    }

    @Nested
    class Registering {

        final RegisterCustomer register = new RegisterCustomer(ID, ANN);

        @Test
        void keeps_who_it_is_out_of_the_event() {
            customer.givenNoPriorActivity()
                    .when(register)
                    .expectEvents(new CustomerRegistered("customer-1"))
                    .expectState(after -> assertThat(after.state()).isInstanceOf(Registered.class));
            assertThat(done).containsExactly("locked", "looked", "kept customer-1");
        }

        @Test
        void is_refused_with_everything_that_is_taken() {
            taken = List.of(Field.EMAIL, Field.USERNAME);
            refused(customer.givenNoPriorActivity().when(register), new Taken(ID, taken));
            assertThat(done).containsExactly("locked", "looked");
        }

        @Test
        void happens_once() {
            refused(registered(register), new AlreadyRegistered(ID));
            assertThat(done).isEmpty();
        }

        @Test
        void does_not_bring_an_erased_one_back() {
            refused(erased(register), new AlreadyRegistered(ID));
        }
    }

    @Nested
    class Erasing {

        final EraseCustomer erase = new EraseCustomer(ID);

        @Test
        void forgets_who_it_was() {
            registered(erase)
                    .expectEvents(new CustomerErased("customer-1"))
                    .expectState(after -> assertThat(after.state()).isInstanceOf(CustomerState.Erased.class));
            assertThat(done).containsExactly("locked", "looked", "erased customer-1");
        }

        @Test
        void is_refused_with_every_order_that_is_open() {
            open = List.of("order-1", "order-2");
            refused(registered(erase), new Needed(ID, open));
            assertThat(done).containsExactly("locked", "looked");
        }

        @Test
        void happens_once() {
            refused(erased(erase), new Rejection.Erased(ID, NOON, "unknown"));
            assertThat(done).isEmpty();
        }

        @Test
        void needs_a_customer() {
            customer.givenNoPriorActivity()
                    .when(erase)
                    .expectNoEvents()
                    .expectException(AggregateNotFoundException.class);
        }
    }

    private ResultValidator<Customer> registered(CustomerCommand command) {
        return customer.given(new CustomerRegistered("customer-1")).when(command);
    }

    private ResultValidator<Customer> erased(CustomerCommand command) {
        return customer.givenCurrentTime(NOON)
                .andGiven(new CustomerRegistered("customer-1"), new CustomerErased("customer-1"))
                .when(command);
    }

    private static void refused(ResultValidator<Customer> result, Rejection reason) {
        result.expectNoEvents().expectException(rejected(reason));
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
