package io.holdfast.standalone;

import io.holdfast.customer.EraseCustomer;
import io.holdfast.customer.RegisterCustomer;
import io.holdfast.order.PlaceOrder;
import io.holdfast.order.RecordShipment;
import java.util.Map;
import org.axonframework.config.Configuration;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

/**
 * The whole program, with a death in it: when it is about to record what {@code --dies-before} says, it is gone, without
 * a word to its caller or its database.
 */
final class DiesBetweenTheBeats {

    static final int EXIT_CODE = 137;

    private static final Map<String, Class<?>> DEATHS =
            Map.of("placing", PlaceOrder.class, "shipping", RecordShipment.class);

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
                if (command.getPayloadType().equals(DEATHS.get(beat))) {
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
    }
}
