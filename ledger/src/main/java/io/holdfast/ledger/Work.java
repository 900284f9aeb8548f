package io.holdfast.ledger;

import java.util.List;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * A command on its way to its aggregate.
 *
 * @param answer takes once what the handler returned, or the exception it failed with
 * @param arrived when it came, {@link System#nanoTime()}
 */
record Work(
        CommandMessage<?> command,
        MessageHandler<? super CommandMessage<?>> handler,
        List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors,
        Consumer<Object> answer,
        long arrived) {

    /** Executes the command, through its interceptors. */
    Object handle(UnitOfWork<CommandMessage<?>> unit) throws Exception {
        return new DefaultInterceptorChain<>(unit, interceptors, handler).proceed();
    }
}
