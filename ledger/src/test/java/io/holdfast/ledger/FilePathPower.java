package io.holdfast.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.message.DbException;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files {@code power:<path>}, on {@link Disk}s whose power can be cut: from then on whatever touches them fails. And
 * they may be full.
 *
 * <p>The database itself is kept in the plain file as well, where it is read from. What creates, renames or deletes
 * files is on the disk at once: the ledger does so only before there is anything to lose.
 */
public final class FilePathPower extends FilePathWrapper {

    private static final Map<Path, Disk> DISKS = new ConcurrentHashMap<>();

    static {
        FilePath.register(new FilePathPower());
    }

    /** Puts the files of a folder on a disk. */
    static void plug(Path folder, Disk disk) {
        DISKS.put(folder, disk);
    }

    static void unplug(Path folder) {
        DISKS.remove(folder);
    }

    @Override
    public String getScheme() {
        return "power";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        disk().requirePower();
        if (mode.equals("r")) {
            return super.open(mode);
        }
        var file = super.open(mode);
        disk().create(getName(), Files.readAllBytes(path()));
        return new Channel(disk(), getName(), file);
    }

    @Override
    public boolean createFile() {
        requirePower();
        return super.createFile();
    }

    @Override
    public void createDirectory() {
        requirePower();
        super.createDirectory();
    }

    @Override
    public void delete() {
        try {
            disk().delete(getName());
        } catch (IOException e) {
            throw DbException.convertIOException(e, name);
        }
        super.delete();
    }

    @Override
    public void moveTo(FilePath to, boolean atomicReplace) {
        requirePower();
        super.moveTo(to, atomicReplace);
    }

    @Override
    public boolean setReadOnly() {
        requirePower();
        return super.setReadOnly();
    }

    @Override
    public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
        disk().requirePower();
        return super.createTempFile(suffix, inTempDir);
    }

    @Override
    public InputStream newInputStream() throws IOException {
        disk().requirePower();
        return super.newInputStream();
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        disk().requirePower();
        return super.newOutputStream(append);
    }

    private void requirePower() {
        try {
            disk().requirePower();
        } catch (IOException e) {
            throw DbException.convertIOException(e, name);
        }
    }

    private Disk disk() {
        var path = path();
        for (var folder = path; folder != null; folder = folder.getParent()) {
            var disk = DISKS.get(folder);
            if (disk != null) {
                return disk;
            }
        }
        throw new IllegalStateException("There is no disk for " + path + ".");
    }

    private Path path() {
        return Path.of(unwrap().toString());
    }

    private static final class Channel extends FileBaseDefault {

        private final Disk disk;
        private final String name;
        private final FileChannel file;

        Channel(Disk disk, String name, FileChannel file) {
            this.disk = disk;
            this.name = name;
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            disk.requirePower();
            return file.size();
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            disk.requirePower();
            return file.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            disk.take(Math.max(0, position + from.remaining() - file.size()));
            disk.write(name, position, from);
            return file.write(from, position);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            disk.truncate(name, size);
            file.truncate(size);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            disk.sync(name);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            disk.requirePower();
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
