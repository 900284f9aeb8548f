package io.holdfast.ledger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;

/** A writer on a node's ledger, beside the node's own, that a test can hold up and whose disk can fail. */
final class StandaloneWriter {

    private final Writer writer;
    private volatile Runnable disk = () -> {};

    StandaloneWriter(Node node, int capacity) {
        var axon = node.bean(Configuration.class);
        writer = new Writer(
                axon.getComponent(TransactionManager.class),
                (Ledger) axon.eventStore(),
                () -> disk.run(),
                capacity,
                new SimpleMeterRegistry());
        writer.start();
    }

    Writer writer() {
        return writer;
    }

    /** What making a batch durable does from now on. */
    void whenItSyncs(Runnable what) {
        disk = what;
    }

    /** Every batch waits for the disk until the gate is opened. */
    CountDownLatch holdUp() {
        var gate = new CountDownLatch(1);
        whenItSyncs(() -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return gate;
    }

    void stop() {
        writer.stop();
    }
}
