package io.holdfast.standalone;

import static org.awaitility.Awaitility.await;

import io.holdfast.customer.EraseCustomer;
import io.holdfast.customer.RegisterCustomer;
import io.holdfast.inventory.DispatchStock;
import io.holdfast.inventory.PickStock;
import io.holdfast.inventory.ReserveStock;
import io.holdfast.order.ChangeLine;
import io.holdfast.order.PlaceOrder;
import io.holdfast.order.RecordShipment;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.config.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * The whole program, with a death in it: when it is about to do what {@code --dies-before} says, it is gone, without a word
 * to its caller or its database.
 */
final class DiesBetweenTheBeats {

    static final int EXIT_CODE = 137;

    /** It dies at a command; if an event is named, at the first one after it is stored. */
    private record Beat(Class<?> command, @Nullable String after) {}

    private static final Map<String, Beat> BEATS = Map.of(
            "reserving", new Beat(ReserveStock.class, null),
            "reserving-another-line", new Beat(ReserveStock.class, "StockReserved"),
            "placing", new Beat(PlaceOrder.class, null),
            "picking", new Beat(PickStock.class, null),
            "picking-another-line", new Beat(PickStock.class, "StockPicked"),
            "shipping", new Beat(RecordShipment.class, null),
            "dispatching", new Beat(DispatchStock.class, null),
            "dispatching-another-line", new Beat(DispatchStock.class, "StockDispatched"),
            "changing", new Beat(ChangeLine.class, null));

    private static final Map<String, String> DEATHS_BEFORE_THE_ANSWER =
            Map.of("answering-an-order", "/orders", "answering-a-shipment", "/shipments");

    private static final Map<String, Class<?>> DEATHS_BEFORE_THE_COMMIT =
            Map.of("registering", RegisterCustomer.class, "erasing", EraseCustomer.class);

    private DiesBetweenTheBeats() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {StandaloneApplication.class, Death.class}, arguments);
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Death {

        @Bean
        InitializingBean death(Configuration axon, JdbcClient database, @Value("${dies-before}") String name) {
            var beat = BEATS.get(name);
            var first = new AtomicBoolean(true);
            return () -> axon.commandBus().registerDispatchInterceptor(commands -> (index, command) -> {
                if (beat != null && command.getPayloadType().equals(beat.command())) {
                    var event = beat.after();
                    if (event == null) {
                        Runtime.getRuntime().halt(EXIT_CODE);
                    } else if (!first.getAndSet(false)) {
                        await().until(() -> isStored(database, event));
                        Runtime.getRuntime().halt(EXIT_CODE);
                    }
                }
                return command;
            });
        }

        private static boolean isStored(JdbcClient database, String event) {
            return database.sql("select count(*) from ledger where event_type = ?")
                            .param(event)
                            .query(Long.class)
                            .single()
                    > 0;
        }

        /** When the handler has done all it does, but nothing is committed. */
        @Bean
        InitializingBean deathBeforeTheCommit(Configuration axon, @Value("${dies-before}") String beat) {
            return () -> axon.commandBus().registerHandlerInterceptor((unit, chain) -> {
                var answer = chain.proceed();
                if (unit.getMessage().getPayloadType().equals(DEATHS_BEFORE_THE_COMMIT.get(beat))) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
                return answer;
            });
        }

        @Bean
        DeathBeforeTheAnswer deathBeforeTheAnswer(@Value("${dies-before}") String beat) {
            return new DeathBeforeTheAnswer(beat);
        }
    }

    /** When everything is done and durable, and only its caller does not know. */
    @RestControllerAdvice
    record DeathBeforeTheAnswer(String beat) implements ResponseBodyAdvice<Object> {

        @Override
        public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
            return DEATHS_BEFORE_THE_ANSWER.containsKey(beat);
        }

        @Override
        public @Nullable Object beforeBodyWrite(
                @Nullable Object body,
                MethodParameter answer,
                MediaType type,
                Class<? extends HttpMessageConverter<?>> converter,
                ServerHttpRequest request,
                ServerHttpResponse response) {
            if (request.getURI().getPath().endsWith(String.valueOf(DEATHS_BEFORE_THE_ANSWER.get(beat)))) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            return body;
        }
    }
}
