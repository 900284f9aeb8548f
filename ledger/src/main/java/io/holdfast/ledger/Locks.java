package io.holdfast.ledger;

import java.util.Optional;
import javax.sql.DataSource;

/** Locks by name between the processes that share a database. The lock of a process that dies is free at once. */
public interface Locks extends AutoCloseable {

    /** Those of a database. */
    static Locks of(DataSource source) {
        return Database.behind(source).locks();
    }

    /** For a database with one process: between processes nothing is to be locked. */
    Locks NONE = new Locks() {

        private static final Lock ALWAYS = new Lock() {

            @Override
            public boolean isHeld() {
                return true;
            }

            @Override
            public void close() {
                // nobody waits for it
            }
        };

        @Override
        public Optional<Lock> tryLock(String name) {
            return Optional.of(ALWAYS);
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    /** The lock, or nothing if another process has it. This process must not have it already. */
    Optional<Lock> tryLock(String name);

    @Override
    void close();

    /** One that was taken. */
    interface Lock extends AutoCloseable {

        /** Whether it certainly still is this process's. */
        boolean isHeld();

        @Override
        void close();
    }
}
