package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A snapshot is taken when the events since the last one weigh as much as it does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotPaceTest {

    final SnapshotPace pace = new SnapshotPace();

    @Test
    void a_small_stream_gets_one_after_every_interval() {
        assertThat(pace.isDue("a")).isTrue();
        pace.taken("a", SnapshotPace.INTERVAL_CHARACTERS - 1);
        assertThat(pace.isDue("a")).isTrue();
    }

    @Test
    void a_large_stream_waits_as_many_intervals_as_its_snapshot_weighs() {
        pace.taken("a", 3 * SnapshotPace.INTERVAL_CHARACTERS);
        assertThat(next(5)).containsExactly(false, false, false, true, true);
    }

    @Test
    void one_that_has_become_small_again_waits_no_longer() {
        pace.taken("a", 3 * SnapshotPace.INTERVAL_CHARACTERS);
        pace.taken("a", 1);
        assertThat(pace.isDue("a")).isTrue();
    }

    @Test
    void others_do_not_wait_for_it() {
        pace.taken("a", 3 * SnapshotPace.INTERVAL_CHARACTERS);
        assertThat(pace.isDue("b")).isTrue();
    }

    private Iterable<Boolean> next(int intervals) {
        return IntStream.range(0, intervals).mapToObj(i -> pace.isDue("a")).toList();
    }
}
