package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The disk under H2's files is full all of a sudden. What becomes of PostgreSQL's files is up to its server. */
@Tag("h2")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ResourceLock("root logger")
class DiskFullTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Level before = LOG.getEffectiveLevel();

    Path place;
    Disk disk;

    @BeforeEach
    void a_disk(@TempDir Path folder) throws IOException {
        LOG.setLevel(Level.OFF); // H2 says a lot about it
        place = Files.createDirectories(folder.resolve("data")).toRealPath();
        disk = new Disk(new SplittableRandom(1));
        FilePathPower.plug(place, disk);
    }

    @AfterEach
    void unplug() {
        FilePathPower.unplug(place);
        LOG.setLevel(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4_096, 100_000, 1_000_000})
    void nothing_acknowledged_is_lost_and_with_room_again_it_goes_on(long room) {
        long acknowledged = workUntilItIsFull(room);
        disk.leave(Long.MAX_VALUE);
        try (var machine = machine()) {
            assertThat(machine.flaws()).isEmpty();
            // The one that nobody knows of may have arrived.
            assertThat(machine.read("counter")).isBetween(acknowledged, acknowledged + 1);
            assertThat(machine.increment("counter")).isGreaterThan(acknowledged);
        }
    }

    private long workUntilItIsFull(long room) {
        var acknowledged = new AtomicLong();
        try (var machine = machine()) {
            acknowledged.set(machine.increment("counter"));
            disk.leave(room);
            assertThat(catchThrowable(() -> {
                        while (true) {
                            acknowledged.set(machine.increment("counter"));
                        }
                    }))
                    .isInstanceOfAny(OutcomeUnknown.class, Unavailable.class);
            assertThat(catchThrowable(() -> machine.increment("counter")))
                    .as("nothing is built on what may not be on the disk")
                    .isInstanceOf(Unavailable.class);
        } catch (RuntimeException closing) {
            assertThat(acknowledged).hasPositiveValue();
        }
        return acknowledged.get();
    }

    private Machine machine() {
        return new Machine(PowerCuts.url(place), true);
    }
}
