package io.holdfast.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("h2")
@DisplayNameGeneration(ReplaceUnderscores.class)
class JournaledFileTest {

    static final int SEEDS = 20;
    static final int POWER_CUTS = 400;

    /** So little that the journal begins from the front again and again. */
    static final int JOURNAL_BYTES = 100_000;

    @TempDir
    Path folder;

    @BeforeEach
    void realFolder() throws IOException {
        folder = folder.toRealPath();
    }

    @Test
    void is_read_as_any_other_file_would_be() throws IOException {
        var expected = new byte[0];
        for (int seed = 0; seed < SEEDS; seed++) {
            var dice = new SplittableRandom(seed);
            try (var file = open(folder, "")) {
                for (int i = 0; i < 100; i++) {
                    expected = change(file.file(), expected, dice);
                    if (dice.nextInt(4) == 0) {
                        file.file().force(true);
                    }
                    assertThat(contents(file.file())).as("seed %d", seed).isEqualTo(expected);
                }
                file.file().force(true);
            }
            assertThat(folder.resolve("file")).as("seed %d", seed).hasBinaryContent(expected);
        }
    }

    @Test
    void is_after_a_power_cut_what_it_was_at_the_last_sync_or_at_the_one_that_was_going_on() throws IOException {
        Map<String, byte[]> files = Map.of();
        var expected = new byte[0];
        for (int seed = 0; seed < POWER_CUTS; seed++) {
            var dice = new SplittableRandom(seed);
            var disk = new Disk(dice.split());
            var states = new byte[][] {expected, expected};
            disk.failAfter(dice.nextInt(60));
            changeUntilItIsDark(place("power", files), disk, states, dice);
            files = disk.cut();
            try (var file = open(place("recovery", files), "")) {
                assertThat(contents(file.file())).as("seed %d", seed).isIn(states[0], states[1]);
                expected = contents(file.file());
            }
        }
    }

    @Test
    void leaves_no_journal_behind_once_it_is_given_back() throws IOException {
        var file = open(folder, "");
        write(file.file(), 0, "tea".getBytes(UTF_8));
        file.file().force(true);
        assertThat(folder.resolve("file.journal")).exists();
        file.close();
        assertThat(folder.resolve("file")).hasContent("tea");
        assertThat(folder.resolve("file.journal")).doesNotExist();
    }

    /** @param states of the file: the one of the last sync, and the one of the sync that is going on */
    private static void changeUntilItIsDark(Path place, Disk disk, byte[][] states, SplittableRandom dice) {
        FilePathPower.plug(place, disk);
        try (var file = open(place, "power:")) {
            for (var contents = states[0]; !disk.isOff(); ) {
                contents = change(file.file(), contents, dice);
                if (dice.nextInt(4) == 0) {
                    states[1] = contents;
                    file.file().force(true);
                    states[0] = contents;
                }
            }
        } catch (IOException e) {
            assertThat(disk.isOff()).as("%s", e).isTrue();
        } finally {
            FilePathPower.unplug(place);
        }
    }

    /** A folder with these files and no others. */
    private Path place(String name, Map<String, byte[]> files) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        for (var old : List.of("file", "file.journal")) {
            Files.deleteIfExists(place.resolve(old));
        }
        for (var file : files.entrySet()) {
            Files.write(place.resolve(file.getKey()), file.getValue());
        }
        return place;
    }

    private static Opened open(Path place, String scheme) throws IOException {
        var path = scheme + place.resolve("file");
        var file = new JournaledFile(FilePath.get(path).open("rw"), FilePath.get(path + ".journal"), JOURNAL_BYTES);
        try {
            return new Opened(file, requireNonNull(file.tryLock()));
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** As H2 opens it and closes it. */
    private record Opened(JournaledFile file, FileLock lock) implements Closeable {

        @Override
        public void close() throws IOException {
            lock.release();
            file.close();
        }
    }

    /** Changes something, and answers what is in the file then. */
    private static byte[] change(FileChannel file, byte[] contents, SplittableRandom dice) throws IOException {
        if (dice.nextInt(4) == 0) {
            int size = dice.nextInt(contents.length + 1);
            file.truncate(size);
            return Arrays.copyOf(contents, size);
        }
        var bytes = new byte[1 + dice.nextInt(20_000)];
        dice.nextBytes(bytes);
        int at = dice.nextInt(contents.length + 5_000);
        write(file, at, bytes);
        var changed = Arrays.copyOf(contents, Math.max(contents.length, at + bytes.length));
        System.arraycopy(bytes, 0, changed, at, bytes.length);
        return changed;
    }

    private static void write(FileChannel file, long at, byte[] bytes) throws IOException {
        assertThat(file.write(ByteBuffer.wrap(bytes), at)).isEqualTo(bytes.length);
    }

    private static byte[] contents(FileChannel file) throws IOException {
        var bytes = new byte[Math.toIntExact(file.size())];
        if (bytes.length > 0) {
            assertThat(file.read(ByteBuffer.wrap(bytes), 0)).isEqualTo(bytes.length);
        }
        return bytes;
    }
}
