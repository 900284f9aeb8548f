package io.holdfast.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;

/**
 * A file of H2 that changes from sync to sync and is never seen in between, not after a power cut either (write-ahead log).
 *
 * <p>H2 needs that, but does not see to it. It recognises a commit by its first and its last bytes and has no checksum of
 * what is between them; it writes a commit where an older one was that nobody needs since the commit before; and what it
 * finds after a crash it takes for the newest state by rules that hold only if everything reached the disk that was written,
 * in that order. A disk writes what was not synced in any order and in parts.
 *
 * <p>So what is written stays in memory. A sync puts all of it into the journal, waits until that is on the disk, and only
 * then has the file changed, which may take its time: until then the journal has it all. Whoever opens the file first does
 * again what the journal says.
 *
 * @see <a href="https://www.usenix.org/conference/osdi14/technical-sessions/presentation/pillai">Pillai et al., All File
 *     Systems Are Not Created Equal, OSDI 2014</a>
 */
final class JournaledFile extends OverlaidFile {

    /** A database to which nobody syncs, such as one that rebuilds a projection, takes no more memory than 64 MiB here. */
    private static final int MOST_BLOCKS = 16_384;

    /** H2 writes a commit behind this and then, in some cases, what is before it. Between commits is a good time to sync. */
    private static final long HEADER_BYTES = 8_192;

    private final FilePath journalPath;
    private final long capacity;
    private @Nullable Journal journal;

    private boolean changed;
    private boolean broken;

    /**
     * @param journal where to keep it
     * @param capacity bytes of the journal after which the file has to catch up: so much is done again, at most, by whoever
     *     opens the file after a power cut
     */
    JournaledFile(FileChannel file, FilePath journal, long capacity) {
        super(file);
        this.journalPath = journal;
        this.capacity = capacity;
    }

    /** Whoever has the lock is the only one here, and does again what was under way when the power failed. */
    @Override
    public synchronized @Nullable FileLock tryLock(long position, long length, boolean shared) throws IOException {
        var lock = file.tryLock(position, length, shared);
        if (lock == null) {
            return null;
        }
        journal = new Journal(journalPath.open("rw"), capacity);
        journal.replay(file);
        load();
        return new Lock(lock);
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
        if (position >= HEADER_BYTES && changedBlocks() >= MOST_BLOCKS) {
            force(true);
        }
        requireIntact();
        changed = true;
        return super.write(from, position);
    }

    @Override
    protected synchronized void implTruncate(long length) throws IOException {
        requireIntact();
        changed |= length < size();
        super.implTruncate(length);
    }

    /** A disk that has failed to sync may have forgotten what it was to write: nothing is written after that. */
    @Override
    public synchronized void force(boolean metadata) throws IOException {
        requireIntact();
        if (changed) {
            broken = true;
            flush(open());
            changed = false;
            if (open().isFull()) {
                checkpoint();
            }
            broken = false;
        }
    }

    @Override
    protected synchronized void implCloseChannel() throws IOException {
        try {
            if (journal != null) {
                journal.close();
            }
        } finally {
            file.close();
        }
    }

    /** Leaves the file alone behind, with nothing in a journal. What was not synced is not in it: then H2 has failed. */
    private synchronized void settle() throws IOException {
        if (journal != null && !broken) {
            checkpoint();
            journal.close();
            journalPath.delete();
        }
    }

    private void checkpoint() throws IOException {
        file.force(true);
        open().clear();
    }

    private Journal open() throws IOException {
        if (journal == null) {
            throw new IOException("Nobody has locked the file.");
        }
        return journal;
    }

    private void requireIntact() throws IOException {
        if (broken) {
            throw new IOException("The file could not be written.");
        }
    }

    /** H2 gives the lock back and then closes the file; once it is given back, others may be here. */
    private final class Lock extends FileLock {

        private final FileLock lock;

        Lock(FileLock lock) {
            super(JournaledFile.this, lock.position(), lock.size(), lock.isShared());
            this.lock = lock;
        }

        @Override
        public boolean isValid() {
            return lock.isValid();
        }

        @Override
        public void release() throws IOException {
            try {
                settle();
            } catch (IOException e) {
                JournaledFile.this.close(); // H2 does not, after an exception
                throw e;
            } finally {
                lock.release();
            }
        }
    }
}
