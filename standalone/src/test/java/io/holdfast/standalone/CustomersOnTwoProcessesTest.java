package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers on one database: what no memory of a process protects. On PostgreSQL only; H2's file has one process. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomersOnTwoProcessesTest {

    static final int ROUNDS = 100;
    static final long STEP_NANOS = 1_000_000;

    @TempDir
    static Path data;

    static Service one;
    static Service other;

    @BeforeAll
    static void start() {
        one = new Service(data);
        other = new Service(data);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    @Test
    void an_address_is_registered_once() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var first = Service.customer("race-%d@example.com".formatted(round), "race-" + round);
            var second = Service.customer("race-%d@example.com".formatted(round), "other-" + round);
            var answers = Together.both(
                    () -> one.http().post("/customers", first),
                    () -> other.http().post("/customers", second));
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 409)
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.at("/message").asString())
                            .isEqualTo("Conflict: Email already registered."));
        }
        assertThat(one.count("select count(*) from customers where email_key like 'race-%'"))
                .isEqualTo(ROUNDS);
        assertThat(one.count("select count(*) from ledger where event_type = 'CustomerRegistered'"))
                .isEqualTo(one.count("select count(*) from customers")
                        + one.count("select count(*) from ledger where event_type = 'CustomerErased'"));
    }

    @Test
    void an_order_and_an_erasure_are_not_both_accepted() throws Exception {
        int ordered = 0;
        // Nanoseconds that the erasure waits, or below 0 the order, so that they meet as closely as they can here.
        long headStart = 0;
        var sku = one.stock(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            var customer = one.customer();
            long pause = headStart;
            var answers = Together.both(
                    () -> {
                        LockSupport.parkNanos(-pause);
                        return one.http().post("/orders", Service.orderFor(customer, sku, 1));
                    },
                    () -> {
                        LockSupport.parkNanos(pause);
                        return other.http().delete("/customers/" + customer);
                    });
            var place = answers.get(0);
            var erase = answers.get(1);
            if (place.status() == 201) {
                ordered++;
                assertThat(erase.status()).as(erase.text()).isEqualTo(409);
                assertThat(erase.at("/blockers/0/id")).isEqualTo(place.at("/orderId"));
                assertThat(one.http()
                                .post("/orders/" + place.at("/orderId").asString() + "/cancellation", null)
                                .status())
                        .isEqualTo(200);
                assertThat(other.http().delete("/customers/" + customer).status())
                        .isEqualTo(204);
            } else {
                assertThat(place.status()).as(place.text()).isEqualTo(404);
                assertThat(place.at("/id").asString()).isEqualTo(customer);
                assertThat(erase.status()).isEqualTo(204);
            }
            headStart += place.status() == 201 ? -STEP_NANOS : STEP_NANOS;
            assertThat(one.events(customer)).containsExactly("CustomerRegistered", "CustomerErased");
        }
        assertThat(ordered).as("of %d rounds, both must have won some", ROUNDS).isBetween(1, ROUNDS - 1);
    }
}
