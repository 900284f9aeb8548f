package io.holdfast.ledger;

import static io.holdfast.ledger.JournaledFile.BLOCK_BYTES;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.SortedMap;
import java.util.TreeMap;
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
    private static final int FRONT_BYTES = 40;
    private static final int SECTOR_BYTES = 512;

    private final FileChannel journal;
    private final long capacity;
    private long end;
    private int records;
    private long run = ThreadLocalRandom.current().nextLong();

    /** @param capacity bytes after which it is full; the last record may go beyond */
    Journal(FileChannel journal, long capacity) {
        this.journal = journal;
        this.capacity = capacity;
    }

    /**
     * The difference between two states of a file.
     *
     * @param kept bytes that stay, apart from the blocks that are given
     * @param size bytes afterwards
     * @param blocks by number, the first is 0
     */
    record Change(long kept, long size, SortedMap<Long, ByteBuffer> blocks) {

        void apply(FileChannel file) throws IOException {
            if (file.size() > kept) {
                file.truncate(kept);
            }
            var together = ByteBuffer.allocate(blocks.size() * BLOCK_BYTES);
            long start = 0;
            for (var block : blocks.entrySet()) {
                long position = block.getKey() * BLOCK_BYTES;
                if (position != start + together.position()) {
                    writeFully(file, together.flip(), start);
                    together.clear();
                    start = position;
                }
                together.put(block.getValue().slice(0, (int) Math.min(BLOCK_BYTES, size - position)));
            }
            writeFully(file, together.flip(), start);
        }
    }

    /** Returns when the change is on the disk. */
    void append(Change change) throws IOException {
        var record = write(change);
        writeFully(journal, record, end);
        journal.force(false);
        end += record.limit();
        records++;
    }

    boolean isFull() {
        return end >= capacity;
    }

    /**
     * Makes every change again, in case it is not in the file, and begins from the front. A record that is torn was not
     * synced, and neither is any after it.
     */
    void replay(FileChannel file) throws IOException {
        for (var change = next(); change != null; change = next()) {
            change.apply(file);
        }
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

    private ByteBuffer write(Change change) {
        int blocks = change.blocks().size();
        var record = ByteBuffer.allocate(length(blocks));
        record.putLong(WHAT).putLong(run).putInt(records).putInt(blocks);
        record.putLong(change.kept()).putLong(change.size());
        change.blocks().keySet().forEach(record::putLong);
        change.blocks().values().forEach(block -> record.put(block.duplicate()));
        return record.putInt(checksum(record, record.position())).clear();
    }

    private @Nullable Change next() throws IOException {
        var front = read(end, FRONT_BYTES);
        if (front == null || front.getLong() != WHAT) {
            return null;
        }
        long of = front.getLong();
        int number = front.getInt();
        int blocks = front.getInt();
        long most = (journal.size() - end) / BLOCK_BYTES;
        if (number != records || (records > 0 && of != run) || blocks < 0 || blocks > most) {
            return null;
        }
        var record = read(end, length(blocks));
        int checked = FRONT_BYTES + blocks * (Long.BYTES + BLOCK_BYTES);
        if (record == null || record.getInt(checked) != checksum(record, checked)) {
            return null;
        }
        run = of;
        records++;
        end += record.limit();
        return change(front.getLong(), front.getLong(), blocks, record);
    }

    private static Change change(long kept, long size, int count, ByteBuffer record) {
        var blocks = new TreeMap<Long, ByteBuffer>();
        for (int i = 0; i < count; i++) {
            int at = FRONT_BYTES + count * Long.BYTES + i * BLOCK_BYTES;
            blocks.put(record.getLong(FRONT_BYTES + i * Long.BYTES), record.slice(at, BLOCK_BYTES));
        }
        return new Change(kept, size, blocks);
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
        int content = FRONT_BYTES + blocks * (Long.BYTES + BLOCK_BYTES) + Integer.BYTES;
        return Math.ceilDiv(content, SECTOR_BYTES) * SECTOR_BYTES;
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
