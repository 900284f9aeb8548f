package io.holdfast.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FilePath;

/**
 * A file of H2 that is only looked at: not a byte of it is changed, nor of its journal. What a crash left half done is done
 * in memory, first what the journal says, then what H2 itself makes of it.
 */
final class UntouchedFile extends OverlaidFile {

    private final FilePath journal;

    /**
     * @param file open for reading
     * @param journal where its {@link JournaledFile journal} is, if it has one
     */
    UntouchedFile(FileChannel file, FilePath journal) {
        super(file);
        this.journal = journal;
    }

    /** Many may look at once, and nobody while a service has it: its journal is ahead of its file. */
    @Override
    public synchronized FileLock tryLock(long position, long length, boolean shared) throws IOException {
        var lock = file.tryLock(position, length, true);
        if (lock != null) {
            load();
            redo();
        }
        return lock;
    }

    private void redo() throws IOException {
        if (journal.exists()) {
            try (var begun = new Journal(journal.open("r"), 0)) {
                begun.redo(this);
            }
        }
    }

    @Override
    public void force(boolean metadata) {
        // nothing of it is to last
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
