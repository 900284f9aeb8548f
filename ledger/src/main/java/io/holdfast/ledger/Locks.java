package io.holdfast.ledger;

import java.util.Optional;

/** Locks by name between the processes that share a database. The lock of a process that dies is free at once. */
interface Locks extends AutoCloseable {

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
