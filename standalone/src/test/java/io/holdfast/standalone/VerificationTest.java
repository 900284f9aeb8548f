package io.holdfast.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.standalone.Http.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification beside the service, over HTTP, and before it starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VerificationTest {

    static final int CALLERS = 6;
    static final int CALLS = 25;

    @TempDir
    Path data;

    @Test
    void nothing_is_found_after_dense_mixed_traffic_nor_in_the_middle_of_it() throws Exception {
        try (var service = new Service(data, Everything.SETTINGS.toArray())) {
            Everything.happensIn(service);
            var item = service.stock(200);
            var callers = new ArrayList<Callable<Answer>>();
            for (int seed = 0; seed < CALLERS; seed++) {
                var dice = new SplittableRandom(seed);
                callers.add(() -> {
                    for (int call = 0; call < CALLS; call++) {
                        step(service.http(), item, dice);
                    }
                    return verified(service, "{}");
                });
            }
            assertThat(Together.all(callers)).allSatisfy(VerificationTest::isClean);
            isClean(verified(service, "{}"));
        }
    }

    /** Whatever may happen to an item and its orders; a refusal is as good as anything. */
    private static void step(Http http, String sku, SplittableRandom dice) {
        var line = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, dice.nextInt(1, 9));
        switch (dice.nextInt(8)) {
            case 0 -> http.post("/inventory/" + sku + "/receipts", "{\"quantity\":3}");
            case 1 -> http.post("/inventory/" + sku + "/adjustments", "{\"delta\":-2,\"reason\":\"damaged\"}");
            case 2 -> http.delete("/inventory/" + sku + "?whenReserved=recall");
            case 3 -> http.delete("/inventory/" + sku + "/deletion");
            default -> {
                var order = http.post("/orders", line);
                if (order.status() == 201) {
                    var path = "/orders/" + order.at("/orderId").asString();
                    http.put(path + "/lines/" + sku, "{\"quantity\":%d}".formatted(dice.nextInt(1, 9)));
                    http.post(
                            path + (dice.nextBoolean() ? "/shipments" : "/cancellation"),
                            dice.nextBoolean() ? line : null);
                    http.post("/inventory", "{\"sku\":\"%s\",\"onHand\":50}".formatted(sku));
                }
            }
        }
    }

    private static void isClean(Answer answer) {
        assertThat(answer.at("/state").asString()).as(answer.text()).isEqualTo("DONE");
        assertThat(answer.at("/findings")).as(answer.text()).isEmpty();
        assertThat(answer.at("/checked").asLong())
                .isPositive()
                .isEqualTo(answer.at("/total").asLong());
    }

    /** Begins one, or joins the one that runs, and waits for it. */
    private static Answer verified(Service service, String body) {
        var begun = service.http().post("/audit/verifications", body);
        assertThat(begun.status()).as(begun.text()).isIn(202, 409);
        var place = begun.status() == 202
                ? begun.header("Location")
                : begun.at("/existing").asString();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !service.http().get(place).at("/state").asString().equals("RUNNING"));
        return service.http().get(place);
    }

    @Test
    void findings_name_position_stream_and_what_is_wrong() {
        try (var service = new Service(data)) {
            var sku = service.stock(5);
            service.order(sku, 1);
            var checkpoint = service.http().get("/audit/checkpoints/latest");
            assertThat(checkpoint.at("/position").asLong()).isEqualTo(3);
            isClean(verified(service, "{\"checkpoints\":[%s]}".formatted(checkpoint.text())));

            var attacker = new Attacker(service.bean(DataSource.class));
            attacker.disarm();
            attacker.run("update ledger set metadata = '{}' where position = 1");
            attacker.rebuild(1);
            var found = verified(service, "{\"checkpoints\":[%s]}".formatted(checkpoint.text()));
            assertThat(found.at("/findingCount").asLong()).isEqualTo(1);
            assertThat(found.at("/findings/0/kind").asString()).isEqualTo("CHECKPOINT");
            attacker.run("update ledger set metadata = '{\"actor\":\"eve\"}' where position = 2");
            found = verified(service, "{}");
            assertThat(found.at("/findings/0/kind").asString()).isEqualTo("HASH");
            assertThat(found.at("/findings/0/position").asLong()).isEqualTo(2);
            assertThat(found.at("/findings/0/stream").asString()).isEqualTo("stock-" + sku + "@main");
        }
        assertThatThrownBy(() -> new Service(data, "--holdfast.verify-at-start=true").close())
                .rootCause()
                .hasMessageStartingWith("The ledger is not what was once written:\nposition 2, stock-SKU-");
    }

    @Test
    void a_ledger_that_is_what_was_once_written_is_started_on() {
        try (var service = new Service(data)) {
            service.order(service.stock(5), 1);
        }
        try (var service = new Service(data, "--holdfast.verify-at-start=true")) {
            assertThat(service.http().get("/inventory").status()).isEqualTo(200);
            assertThat(service.http()
                            .get("/audit/verifications/verification-01a20a76-0ad8-7139-b5b1-31d11910c602")
                            .status())
                    .isEqualTo(404);
            assertThat(service.http()
                            .post("/audit/verifications", "{\"checkpoints\":[{\"position\":-1}]}")
                            .at("/errors")
                            .size())
                    .isEqualTo(3);
        }
    }
}
