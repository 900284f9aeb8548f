package io.holdfast.client;

import java.time.Duration;
import java.time.Instant;

/** The clock, and waiting; a test has its own. */
interface Time {

    /** The machine's. */
    Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            Thread.sleep(pause);
        }
    };

    /** For deadlines: grows steadily, from anywhere. */
    long nanos();

    /** For dates in answers. */
    Instant now();

    void sleep(Duration pause) throws InterruptedException;
}
