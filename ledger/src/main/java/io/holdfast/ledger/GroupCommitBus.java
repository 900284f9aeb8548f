package io.holdfast.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.commandhandling.callbacks.LoggingCallback;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.MessageMonitor.MonitorCallback;

/**
 * A command bus that executes commands that arrive together in one transaction. Interceptors, monitors and callbacks work as
 * with Axon's own; a command is answered when it is durable.
 */
final class GroupCommitBus implements CommandBus {

    private final Map<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> onDispatch = new CopyOnWriteArrayList<>();
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> onHandling = new CopyOnWriteArrayList<>();
    private final MessageMonitor<? super CommandMessage<?>> monitor;
    private final Writer writer;

    GroupCommitBus(MessageMonitor<? super CommandMessage<?>> monitor, Writer writer) {
        this.monitor = monitor;
        this.writer = writer;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, LoggingCallback.INSTANCE);
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandMessage<C> intercepted = intercept(command);
        var monitored = monitor.onMessageIngested(intercepted);
        var handler = handlers.get(intercepted.getCommandName());
        if (handler == null) {
            answer(
                    monitored,
                    intercepted,
                    callback,
                    new NoHandlerForCommandException("Nobody handles " + intercepted.getCommandName()));
            return;
        }
        try {
            writer.submit(new Work(
                    intercepted,
                    handler,
                    onHandling,
                    result -> answer(monitored, intercepted, callback, result),
                    System.nanoTime()));
        } catch (Unavailable refused) {
            answer(monitored, intercepted, callback, refused);
        }
    }

    @SuppressWarnings("unchecked") // as Axon has it: an interceptor answers a command of the same payload
    private <C> CommandMessage<C> intercept(CommandMessage<C> command) {
        CommandMessage<C> intercepted = command;
        for (var interceptor : onDispatch) {
            intercepted = (CommandMessage<C>) interceptor.handle(intercepted);
        }
        return intercepted;
    }

    private static <C, R> void answer(
            MonitorCallback monitored,
            CommandMessage<C> command,
            CommandCallback<? super C, ? super R> callback,
            Object result) {
        CommandResultMessage<R> answer = result instanceof Throwable failure
                ? GenericCommandResultMessage.asCommandResultMessage(failure)
                : GenericCommandResultMessage.asCommandResultMessage(result);
        if (answer.isExceptional()) {
            monitored.reportFailure(answer.exceptionResult());
        } else {
            monitored.reportSuccess();
        }
        callback.onResult(command, answer);
    }

    @Override
    public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
        var other = handlers.putIfAbsent(name, handler);
        if (other != null && !other.equals(handler)) {
            throw new IllegalStateException("Two handlers want " + name);
        }
        return () -> handlers.remove(name, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        onDispatch.add(interceptor);
        return () -> onDispatch.remove(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        onHandling.add(interceptor);
        return () -> onHandling.remove(interceptor);
    }
}
