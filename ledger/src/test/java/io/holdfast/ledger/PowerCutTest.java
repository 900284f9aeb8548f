package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/**
 * Nothing that was acknowledged is lost when the power fails, at any moment, on a {@link Disk} with a cache. Only for
 * H2: what becomes of PostgreSQL's files is up to its server.
 *
 * <p>{@code -Dholdfast.power-cuts=1000} cuts more often than the build does, {@code -Dholdfast.power-cuts.seed=} begins
 * with another seed.
 */
@Tag("h2")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ResourceLock("root logger")
class PowerCutTest {

    static final int CUTS = Integer.getInteger("holdfast.power-cuts", 100);
    static final int CUTS_OF_A_DATABASE = 10;
    static final int CUTS_WITHOUT_SYNC = 10;
    static final long SEED = Long.getLong("holdfast.power-cuts.seed", 1);

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Level before = LOG.getEffectiveLevel();

    @TempDir
    Path folder;

    @BeforeEach
    void silence() {
        LOG.setLevel(Level.OFF); // a machine without power has a lot to complain about
    }

    @AfterEach
    void speak() {
        LOG.setLevel(before);
    }

    @Test
    void nothing_acknowledged_is_lost_and_every_file_opens() throws Exception {
        var tally = cut(CUTS, CUTS_OF_A_DATABASE, true);
        assertThat(tally.findings()).isEmpty();
        assertThat(tally.acknowledged()).as("there was something to lose").isGreaterThan(10 * CUTS);
    }

    @Test
    void without_the_sync_the_same_cuts_lose_something() throws Exception {
        assertThat(cut(CUTS_WITHOUT_SYNC, 1, false).findings()).isNotEmpty();
    }

    private Tally cut(int cuts, int each, boolean syncs) throws Exception {
        var tally = Tally.NONE;
        for (long seed = SEED; tally.cuts() < cuts; seed++) {
            tally = tally.plus(new PowerCuts(folder.resolve("seed-" + seed), seed, syncs).cut(each));
        }
        System.out.printf(
                "%d power cuts %s syncs: %d commands acknowledged, %d databases damaged%n",
                tally.cuts(),
                syncs ? "with" : "without",
                tally.acknowledged(),
                tally.findings().size());
        return tally;
    }
}
