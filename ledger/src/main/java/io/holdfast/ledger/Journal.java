package io.holdfast.ledger;

import static io.holdfast.ledger.OverlaidFile.BLOCK_BYTES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is to be changed in a file, written down before it is: record after record, each with a checksum. It is begun
 * again from the front when it is full and the file has all of it.
 *
 * <p>A record: what it is (8 bytes), which run through the journal it belongs to (8), its number in there (4), the
 * number of blocks (4), how much of the file stays (8), the size of the file afterwards (8), for each block its number
 * (8), the blocks, the CRC-32C of all that (4), and zeros up to a multiple of a sector. Numbers are written most
 * significant byte first.
 */
final class Journal implements AutoCloseable {

    private static final long WHAT = 0x686f6c6466617374L; // holdfast
    private static final int RUN_AT = 8;
    private static final int NUMBER_AT = 16;
    private static final int BLOCKS_AT = 20;
    private static final int KEPT_AT = 24;
    private static final int SIZE_AT = 32;
    private static final int FRONT_BYTES = 40;
    private static final int SECTOR_BYTES = 512;

    /** A record that is longer gets memory of its own: it is rare, and what is kept is kept for good. */
    private static final int KEPT_BYTES = 8 << 20;

    private final FileChannel journal;
    private final long capacity;
    private ByteBuffer memory = ByteBuffer.allocateDirect(1 << 20);
    private long end;
    private int records;
    private long run = ThreadLocalRandom.current().nextLong();

    /** @param capacity bytes after which it is full; the last record may go beyond */
    Journal(FileChannel journal, long capacity) {
        this.journal = journal;
        this.capacity = capacity;
    }

    /** The difference between two states of a file, as it stands in the journal. */
    private record Change(ByteBuffer bytes) {

        boolean is(int number) {
            return bytes.getLong(0) == WHAT && bytes.getInt(NUMBER_AT) == number;
        }

        long run() {
            return bytes.getLong(RUN_AT);
        }

        int blocks() {
            return bytes.getInt(BLOCKS_AT);
        }

        private long block(int index) {
            return bytes.getLong(FRONT_BYTES + index * Long.BYTES);
        }

        /** Blocks that follow each other in the file do so here too, and are written at once. */
        void apply(FileChannel file) throws IOException {
            long kept = bytes.getLong(KEPT_AT);
            long size = bytes.getLong(SIZE_AT);
            if (file.size() > kept) {
                file.truncate(kept);
            }
            int content = FRONT_BYTES + blocks() * Long.BYTES;
            for (int from = 0, to; from < blocks(); from = to) {
                long position = block(from) * BLOCK_BYTES;
                for (to = from + 1; to < blocks() && block(to) == block(from) + to - from; ) {
                    to++;
                }
                int length = (int) Math.min((long) (to - from) * BLOCK_BYTES, size - position);
                writeFully(file, bytes.slice(content + from * BLOCK_BYTES, length), position);
            }
        }

        boolean isWhole() {
            int checked = checked(blocks());
            return bytes.getInt(checked) == checksum(bytes, checked);
        }
    }

    /**
     * Changes the file, once the change is on the disk here.
     *
     * @param kept bytes of the file that stay, apart from the blocks that are given
     * @param size bytes of the file afterwards
     * @param blocks by number, the first is 0
     */
    void change(FileChannel file, long kept, long size, SortedMap<Long, ByteBuffer> blocks) throws IOException {
        var record = record(kept, size, blocks);
        int length = record.limit();
        writeFully(journal, record.duplicate(), end);
        journal.force(false);
        end += length;
        records++;
        new Change(record).apply(file);
    }

    boolean isFull() {
        return end >= capacity;
    }

    /** Makes every change again, and leaves the journal as it is. */
    void redo(FileChannel file) throws IOException {
        for (var change = next(); change != null; change = next()) {
            change.apply(file);
        }
    }

    /**
     * Makes every change again, in case it is not in the file, and begins from the front. A record that is torn was not
     * synced, and neither is any after it.
     */
    void replay(FileChannel file) throws IOException {
        redo(file);
        if (records > 0) {
            file.force(true);
        }
        clear();
    }

    /** Forgets all changes; the file must have them on the disk. */
    void clear() throws IOException {
        writeFully(journal, ByteBuffer.allocate(SECTOR_BYTES), 0);
        journal.force(false);
        end = 0;
        records = 0;
        run = ThreadLocalRandom.current().nextLong();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    private ByteBuffer record(long kept, long size, SortedMap<Long, ByteBuffer> blocks) {
        var record = memory(length(blocks.size()));
        record.putLong(WHAT).putLong(run).putInt(records).putInt(blocks.size());
        record.putLong(kept).putLong(size);
        blocks.keySet().forEach(record::putLong);
        blocks.values().forEach(block -> record.put(block.duplicate()));
        record.putInt(checksum(record, record.position()));
        while (record.hasRemaining()) {
            record.put((byte) 0);
        }
        return record.flip();
    }

    /** The same for every record, outside of the heap: a new one for each sync makes the garbage collector work. */
    private ByteBuffer memory(int length) {
        if (length > KEPT_BYTES) {
            return ByteBuffer.allocate(length);
        }
        if (length > memory.capacity()) {
            memory = ByteBuffer.allocateDirect(Math.max(length, Math.min(2 * memory.capacity(), KEPT_BYTES)));
        }
        return memory.clear().limit(length);
    }

    private @Nullable Change next() throws IOException {
        var front = read(end, FRONT_BYTES);
        if (front == null) {
            return null;
        }
        var begun = new Change(front);
        long most = (journal.size() - end) / BLOCK_BYTES;
        if (!begun.is(records) || (records > 0 && begun.run() != run) || begun.blocks() < 0 || begun.blocks() > most) {
            return null;
        }
        var record = read(end, length(begun.blocks()));
        if (record == null || !new Change(record).isWhole()) {
            return null;
        }
        run = begun.run();
        records++;
        end += record.limit();
        return new Change(record);
    }

    private @Nullable ByteBuffer read(long position, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (journal.read(bytes, position + bytes.position()) < 0) {
                return null;
            }
        }
        return bytes.flip();
    }

    private static int length(int blocks) {
        return Math.ceilDiv(checked(blocks) + Integer.BYTES, SECTOR_BYTES) * SECTOR_BYTES;
    }

    /** Bytes before the checksum. */
    private static int checked(int blocks) {
        return FRONT_BYTES + blocks * (Long.BYTES + BLOCK_BYTES);
    }

    private static int checksum(ByteBuffer record, int length) {
        var crc = new CRC32C();
        crc.update(record.slice(0, length));
        return (int) crc.getValue();
    }

    private static void writeFully(FileChannel file, ByteBuffer from, long position) throws IOException {
        for (long at = position; from.hasRemaining(); ) {
            at += file.write(from, at);
        }
    }
}
