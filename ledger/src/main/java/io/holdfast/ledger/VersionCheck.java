package io.holdfast.ledger;

import org.axonframework.messaging.HandlerAttributes;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.jspecify.annotations.Nullable;

/**
 * Checks a caller's preconditions where its command is decided: on the loaded aggregate, before its handler, in the same unit
 * of work. Axon's own check knows a single version, does not cover handlers that create what is missing, and fails a whole
 * batch.
 */
final class VersionCheck implements HandlerEnhancerDefinition {

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        return handler.attribute(HandlerAttributes.COMMAND_NAME).isPresent() ? new Checked<>(handler) : handler;
    }

    /** The stream is not what the caller presupposed. Whoever sent the command tells the caller what it missed. */
    static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final @Nullable Long current;

        Failed(@Nullable Long current) {
            super(null, null, false, false);
            this.current = current;
        }

        /** Where the stream stood when it was checked. */
        @Nullable
        Long current() {
            return current;
        }
    }

    private static final class Checked<T> extends WrappedMessageHandlingMember<T> {

        Checked(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public Object handle(Message<?> command, T aggregate) throws Exception {
            var metadata = command.getMetaData();
            if (Preconditions.areIn(metadata)) {
                var current = AggregateLifecycle.getVersion();
                if (Preconditions.broken(metadata, current).isPresent()) {
                    throw new Failed(current);
                }
            }
            return super.handle(command, aggregate);
        }
    }
}
