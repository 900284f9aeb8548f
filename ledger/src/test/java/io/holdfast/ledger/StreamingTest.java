package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.ledger.Counter.Incremented;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamingTest {

    @Test
    void an_event_that_cannot_be_handled_is_tried_again_and_never_skipped(@TempDir Path folder) {
        try (var node = new Node(TestDatabase.of(folder), Stumbling.class)) {
            var handler = node.bean(Stumbling.class);
            for (int i = 0; i < 5; i++) {
                node.increment("a");
            }
            await().untilAsserted(() -> assertThat(handler.handled).containsExactly(1L, 2L, 3L, 4L, 5L));
            assertThat(handler.stumbled).hasValue(2);
        }
    }

    /** Fails twice on the third event. */
    @Configuration(proxyBeanMethods = false)
    static class Stumbling {

        final List<Long> handled = new CopyOnWriteArrayList<>();
        final AtomicInteger stumbled = new AtomicInteger();

        @EventHandler
        void on(Incremented event) {
            if (event.value() == 3 && stumbled.get() < 2) {
                stumbled.incrementAndGet();
                throw new IllegalStateException("stumbled");
            }
            handled.add(event.value());
        }

        @Bean
        ConfigurerModule streaming() {
            return LedgerModules.streaming("stumbling", Stumbling.class, () -> this, 1, 1);
        }
    }
}
