package io.holdfast.standalone;

import io.holdfast.customer.EraseCustomer;
import io.holdfast.customer.RegisterCustomer;
import io.holdfast.inventory.DispatchStock;
import io.holdfast.inventory.PickStock;
import io.holdfast.inventory.ReserveStock;
import io.holdfast.order.ChangeLine;
import io.holdfast.order.PlaceOrder;
import io.holdfast.order.RecordShipment;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * The whole program, with a death in it: when it is about to do what {@code --dies-before} says, it is gone, without a word
 * to its caller or its database.
 */
final class DiesBetweenTheBeats {

    static final int EXIT_CODE = 137;

    private static final Map<String, Class<?>> BEATS = Map.of(
            "reserving", ReserveStock.class,
            "placing", PlaceOrder.class,
            "picking", PickStock.class,
            "shipping", RecordShipment.class,
            "dispatching", DispatchStock.class,
            "changing", ChangeLine.class);

    private static final Map<String, Class<?>> DEATHS_BEFORE_THE_COMMIT =
            Map.of("registering", RegisterCustomer.class, "erasing", EraseCustomer.class);

    private DiesBetweenTheBeats() {}

    public static void main(String[] arguments) {
        SpringApplication.run(new Class<?>[] {StandaloneApplication.class, Death.class}, arguments);
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Death {

        @Bean
        InitializingBean death(Configuration axon, @Value("${dies-before}") String beat) {
            return () -> axon.commandBus().registerDispatchInterceptor(commands -> (index, command) -> {
                if (command.getPayloadType().equals(BEATS.get(beat))) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
                return command;
            });
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

    /** When an order is placed and durable, and only its caller does not know. */
    @RestControllerAdvice
    record DeathBeforeTheAnswer(String beat) implements ResponseBodyAdvice<Object> {

        @Override
        public boolean supports(MethodParameter answer, Class<? extends HttpMessageConverter<?>> converter) {
            return beat.equals("answering");
        }

        @Override
        public @Nullable Object beforeBodyWrite(
                @Nullable Object body,
                MethodParameter answer,
                MediaType type,
                Class<? extends HttpMessageConverter<?>> converter,
                ServerHttpRequest request,
                ServerHttpResponse response) {
            if (request.getURI().getPath().equals("/orders")) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            return body;
        }
    }
}
