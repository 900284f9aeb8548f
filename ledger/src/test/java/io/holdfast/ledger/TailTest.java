package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TailTest {

    final Tail tail = new Tail(4, 10);

    @Test
    void what_gathers_in_a_moment_is_shown_at_once() throws InterruptedException {
        var calls = new AtomicInteger();
        tail.listen(calls::incrementAndGet);
        for (long position = 11; position <= 14; position++) {
            assertThat(tail.offer(events(position))).isTrue();
        }
        assertThat(tail.head()).isEqualTo(14);
        assertThat(tail.await(14, 10, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(calls).hasPositiveValue());
        assertThat(calls).hasValueLessThanOrEqualTo(2); // a slow machine may have looked in between
        assertThat(tail.shown()).isEqualTo(14);
        assertThat(LongStream.rangeClosed(11, 14).mapToObj(tail::get)).doesNotContainNull();
    }

    @Test
    void only_the_newest_are_kept() throws InterruptedException {
        tail.offer(events(11, 12, 13, 14, 15, 16));
        assertThat(tail.await(16, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(tail.get(12)).isNull();
        assertThat(tail.get(13)).isNotNull();
        assertThat(tail.get(17)).isNull();
    }

    @Test
    void a_gap_is_not_taken_and_what_is_known_is_passed_over() throws InterruptedException {
        assertThat(tail.offer(events(12))).isFalse();
        assertThat(tail.offer(events(10, 11))).isTrue();
        assertThat(tail.await(11, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(tail.head()).isEqualTo(11);
    }

    @Test
    void waiting_ends_without_an_event_too() throws InterruptedException {
        assertThat(tail.await(11, 1, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static List<TrackedEventMessage<?>> events(long... positions) {
        return LongStream.of(positions)
                .<TrackedEventMessage<?>>mapToObj(TailTest::event)
                .toList();
    }

    private static TrackedEventMessage<?> event(long position) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position), new GenericEventMessage<>("event " + position, Map.of()));
    }
}
