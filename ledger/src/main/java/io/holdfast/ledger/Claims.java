package io.holdfast.ledger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is at work on which operation right now, in this process and, if there may be others, in all of them. */
final class Claims {

    private final Set<String> here = ConcurrentHashMap.newKeySet();
    private final Locks everywhere;

    Claims(Locks everywhere) {
        this.everywhere = everywhere;
    }

    /** @throws OperationInProgress if somebody has it */
    Claim claim(String operation) {
        if (!here.add(operation)) {
            throw new OperationInProgress();
        }
        try {
            var lock = everywhere.tryLock(operation).orElseThrow(OperationInProgress::new);
            return new Claim(operation, lock);
        } catch (RuntimeException e) {
            here.remove(operation);
            throw e;
        }
    }

    /** The right to work on an operation, until it is closed. */
    final class Claim implements AutoCloseable {

        private final String operation;
        private final Locks.Lock lock;

        private Claim(String operation, Locks.Lock lock) {
            this.operation = operation;
            this.lock = lock;
        }

        /** Whether it is certain that nobody else has it now. */
        boolean isHeld() {
            return lock.isHeld();
        }

        @Override
        public void close() {
            lock.close();
            here.remove(operation);
        }
    }
}
