package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LostRacesTest {

    final LostRaces races = new LostRaces();

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23000", "40001", "40P01"})
    void a_taken_key_or_a_transaction_that_gave_way_is_a_lost_race(String state) {
        assertThat(races.isDuplicateKeyViolation(new SQLException("", state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "42S02", "53100", "90098"})
    void a_broken_database_is_not(String state) {
        assertThat(races.isDuplicateKeyViolation(new SQLException("", state))).isFalse();
    }

    @Test
    void the_cause_may_be_inside() {
        var wrapped = new IllegalStateException(new SQLException("", "23505"));
        assertThat(races.isDuplicateKeyViolation(wrapped)).isTrue();
    }

    @Test
    void the_cause_may_be_next_in_a_batch() {
        var batch = new BatchUpdateException();
        batch.setNextException(new SQLException("", "23505"));
        assertThat(races.isDuplicateKeyViolation(batch)).isTrue();
    }

    @Test
    void something_without_a_state_is_not_a_lost_race() {
        assertThat(races.isDuplicateKeyViolation(new SQLException("no state"))).isFalse();
    }
}
