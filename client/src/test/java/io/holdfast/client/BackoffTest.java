package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the pauses are. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackoffTest {

    static final int DRAWS = 10_000;

    private final Backoff backoff = new Backoff(Patience.DEFAULT, new Random(42));

    /** First pause 100 ms, longest 5 s. */
    @ParameterizedTest
    @CsvSource({"1, 100", "2, 200", "3, 400", "6, 3200", "7, 5000", "40, 5000", "1000, 5000"})
    void all_pauses_up_to_a_bound_that_doubles_are_equally_likely(int attempt, long bound) {
        var pauses = draw(attempt, Duration.ZERO);
        assertThat(pauses.min().orElseThrow()).isBetween(0L, bound / 50);
        assertThat(draw(attempt, Duration.ZERO).max().orElseThrow()).isBetween(bound - bound / 50 - 1, bound);
        for (int quarter = 0; quarter < 4; quarter++) {
            long from = bound * quarter / 4;
            long to = bound * (quarter + 1) / 4;
            assertThat(draw(attempt, Duration.ZERO)
                            .filter(pause -> pause >= from && pause < to)
                            .count())
                    .as("pauses from %d to %d ms", from, to)
                    .isBetween(DRAWS / 4 - DRAWS / 40L, DRAWS / 4 + DRAWS / 40L);
        }
    }

    @Test
    void what_the_answer_asks_for_is_the_least_and_jitter_comes_on_top() {
        var atLeast = Duration.ofSeconds(2);
        assertThat(draw(1, atLeast).min().orElseThrow()).isBetween(2000L, 2002L);
        assertThat(draw(1, atLeast).max().orElseThrow()).isBetween(2098L, 2100L);
    }

    @Test
    void no_bound_runs_over() {
        var day = Duration.ofDays(1);
        for (var first : new Duration[] {Duration.ofNanos(1), day}) {
            var longest = new Backoff(new Patience(1000, 1, day, day, first, day), new Random(42));
            for (int attempt = 1; attempt <= 1000; attempt++) {
                assertThat(longest.after(attempt, Duration.ZERO)).isBetween(Duration.ZERO, day);
            }
        }
    }

    private LongStream draw(int attempt, Duration atLeast) {
        return LongStream.range(0, DRAWS)
                .map(draw -> backoff.after(attempt, atLeast).toMillis());
    }

    @Test
    void patience_has_bounds() {
        var ok = Patience.DEFAULT;
        assertThatIllegalArgumentException().isThrownBy(() -> ok.attempts(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.attempts(1001));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.reads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.total(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.total(Duration.ofDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> ok.answer(Duration.ofSeconds(-1)));
    }
}
