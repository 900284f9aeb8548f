package io.holdfast.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.h2.store.fs.FileBaseDefault;

/** A file of H2 whose changes stay in memory. Read through this it is what it would be with them. */
abstract class OverlaidFile extends FileBaseDefault {

    /** What H2 writes is a multiple of this, mostly. */
    static final int BLOCK_BYTES = 4_096;

    /** What is underneath. */
    final FileChannel file;

    private final ConcurrentNavigableMap<Long, ByteBuffer> changes = new ConcurrentSkipListMap<>();
    private volatile long size;

    /** How much of the file is still good: less than there is, if it was truncated. */
    private volatile long kept;

    OverlaidFile(FileChannel file) {
        this.file = file;
    }

    /** Begins with the file as it is. */
    final void load() throws IOException {
        size = file.size();
        kept = size;
    }

    /** How many blocks are in memory. */
    final int changedBlocks() {
        return changes.size();
    }

    /** Changes the file, and has nothing in memory from then on. */
    final void flush(Journal journal) throws IOException {
        journal.change(file, kept, size, changes);
        kept = size;
        changes.clear();
    }

    @Override
    public final long size() throws IOException {
        return size;
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // many read at once, and nobody what is being written
    public final int read(ByteBuffer into, long position) throws IOException {
        int length = (int) Math.min(into.remaining(), size - position);
        if (length <= 0) {
            return into.hasRemaining() ? -1 : 0;
        }
        for (int done = 0, part; done < length; done += part) {
            long at = position + done;
            part = (int) Math.min(length - done, BLOCK_BYTES - at % BLOCK_BYTES);
            var block = changes.get(at / BLOCK_BYTES);
            if (block != null) {
                into.put(block.slice((int) (at % BLOCK_BYTES), part));
            } else {
                part = changes.isEmpty() ? length - done : part;
                readUnchanged(into, at, part);
            }
        }
        return length;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
        int length = from.remaining();
        while (from.hasRemaining()) {
            long at = position + length - from.remaining();
            int offset = (int) (at % BLOCK_BYTES);
            int part = Math.min(from.remaining(), BLOCK_BYTES - offset);
            var block = part == BLOCK_BYTES ? ByteBuffer.allocate(BLOCK_BYTES) : copy(at - offset);
            block.put(offset, from, from.position(), part);
            from.position(from.position() + part);
            changes.put(at / BLOCK_BYTES, block);
        }
        size = Math.max(size, position + length);
        return length;
    }

    @Override
    protected synchronized void implTruncate(long length) throws IOException {
        if (length >= size) {
            return;
        }
        int rest = (int) (length % BLOCK_BYTES);
        var last = copy(length - rest);
        size = length;
        kept = Math.min(kept, length);
        changes.tailMap(length / BLOCK_BYTES).clear();
        if (rest > 0) {
            changes.put(length / BLOCK_BYTES, ByteBuffer.allocate(BLOCK_BYTES).put(0, last, 0, rest));
        }
    }

    private ByteBuffer copy(long position) throws IOException {
        var block = ByteBuffer.allocate(BLOCK_BYTES);
        read(block, position);
        return block.clear();
    }

    private void readUnchanged(ByteBuffer into, long position, int length) throws IOException {
        int end = into.position() + length;
        int there = Math.clamp(kept - position, 0, length);
        var part = into.slice(into.position(), there);
        long at = position;
        for (int read = 0; part.hasRemaining() && read >= 0; at += read) {
            read = file.read(part, at);
        }
        for (int hole = into.position() + part.position(); hole < end; hole++) {
            into.put(hole, (byte) 0);
        }
        into.position(end);
    }
}
