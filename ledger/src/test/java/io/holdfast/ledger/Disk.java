package io.holdfast.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A disk with a cache: what was written to a file since its last sync may be there after a power cut, or not, in any
 * order and in parts. A sector is written whole or not at all; everything larger may be torn.
 *
 * @see <a href="https://www.usenix.org/conference/osdi14/technical-sessions/presentation/pillai">Pillai et al., All
 *     File Systems Are Not Created Equal, OSDI 2014</a>
 */
final class Disk {

    /** Bytes that are written whole or not at all. */
    static final int SECTOR = 512;

    /** What a power cut does to the writes since the last sync. */
    enum Loss {
        EVERYTHING,
        NOTHING,
        /** Those from some moment on, and of the one at that moment the later bytes. */
        THE_LAST,
        /** Any of them. */
        SOME,
        /** Any sectors of any of them. */
        SECTORS
    }

    private final RandomGenerator dice;
    private final List<Change> unsynced = new ArrayList<>();
    private final Map<String, byte[]> synced = new HashMap<>();
    private String fate = "nothing";
    private volatile boolean off;
    private long left = Long.MAX_VALUE;
    private long free = Long.MAX_VALUE;

    /** Bytes were written at a position, or, if there are none, the file was truncated there. */
    private record Change(String file, int at, ByteBuffer data) {

        boolean isWrite() {
            return data.hasRemaining();
        }
    }

    /** @param dice decide what a power cut leaves */
    Disk(RandomGenerator dice) {
        this.dice = dice;
    }

    /** Has a file on the disk, if it is not there yet. */
    synchronized void create(String file, byte[] contents) throws IOException {
        requirePower();
        synced.putIfAbsent(file, contents);
    }

    /** Takes a file off the disk at once. */
    synchronized void delete(String file) throws IOException {
        requirePower();
        synced.remove(file);
        unsynced.removeIf(change -> change.file().equals(file));
    }

    /** Has the power fail during one of the next writes and syncs: the first one for 0. */
    synchronized void failAfter(int operations) {
        left = operations;
    }

    /** Leaves room for so many bytes by which files may still grow. */
    synchronized void leave(long bytes) {
        free = bytes;
    }

    /**
     * A file is to grow.
     *
     * @throws IOException if there is no room for that
     */
    synchronized void take(long bytes) throws IOException {
        if (bytes > free) {
            throw new IOException("No space left on device");
        }
        free -= bytes;
    }

    synchronized void switchOff() {
        off = true;
    }

    boolean isOff() {
        return off;
    }

    void requirePower() throws IOException {
        if (off) {
            throw new IOException("The power is off.");
        }
    }

    /** @param data is copied, and its position stays */
    synchronized void write(String file, long at, ByteBuffer data) throws IOException {
        requirePower();
        if (data.hasRemaining()) {
            unsynced.add(new Change(file, Math.toIntExact(at), copy(data)));
        }
        countDown();
    }

    synchronized void truncate(String file, long size) throws IOException {
        requirePower();
        unsynced.add(new Change(file, Math.toIntExact(size), ByteBuffer.allocate(0)));
        countDown();
    }

    synchronized void sync(String file) throws IOException {
        requirePower();
        countDown();
        unsynced.stream().filter(change -> change.file().equals(file)).forEach(this::apply);
        unsynced.removeIf(change -> change.file().equals(file));
    }

    /** Switches the power off, if it is on, and answers which files are on the disk, with what in them. */
    synchronized Map<String, byte[]> cut() {
        off = true;
        var loss = Loss.values()[dice.nextInt(Loss.values().length)];
        fate = "%s of %d writes since the last sync".formatted(loss, unsynced.size());
        lose(loss);
        unsynced.clear();
        return synced;
    }

    /** What the power cut has cost. */
    String lost() {
        return fate;
    }

    private void countDown() throws IOException {
        if (left-- <= 0) {
            off = true;
            requirePower();
        }
    }

    private void lose(Loss loss) {
        int last = dice.nextInt(unsynced.size() + 1);
        for (int i = 0; i < unsynced.size(); i++) {
            var change = unsynced.get(i);
            switch (loss) {
                case EVERYTHING -> {}
                case NOTHING -> apply(change);
                case THE_LAST -> {
                    if (i < last) {
                        apply(change);
                    } else if (i == last && change.isWrite()) {
                        apply(change, 0, dice.nextInt(change.data().remaining()));
                    }
                }
                case SOME -> {
                    if (dice.nextBoolean()) {
                        apply(change);
                    }
                }
                case SECTORS -> applySectors(change);
            }
        }
    }

    private void applySectors(Change change) {
        if (!change.isWrite()) {
            apply(change);
            return;
        }
        int length = change.data().remaining();
        for (int from = 0, to; from < length; from = to) {
            to = Math.min(length, from + SECTOR - (change.at() + from) % SECTOR);
            if (dice.nextBoolean()) {
                apply(change, from, to);
            }
        }
    }

    private void apply(Change change) {
        if (change.isWrite()) {
            apply(change, 0, change.data().remaining());
        } else {
            synced.computeIfPresent(
                    change.file(), (name, bytes) -> Arrays.copyOf(bytes, Math.min(bytes.length, change.at())));
        }
    }

    private void apply(Change change, int from, int to) {
        synced.computeIfPresent(change.file(), (name, bytes) -> {
            int end = change.at() + to;
            var longer = end > bytes.length ? Arrays.copyOf(bytes, end) : bytes;
            change.data().get(from, longer, change.at() + from, to - from);
            return longer;
        });
    }

    private static ByteBuffer copy(ByteBuffer data) {
        return ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip();
    }
}
