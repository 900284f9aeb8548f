package io.holdfast.ledger;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/** Finds the stream that a command is for, as Axon does, but looks each type of command up only once. */
final class Targets implements CommandTargetResolver {

    private static final ClassValue<Optional<Method>> IDENTIFIERS = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return identifier(type);
        }
    };

    private final CommandTargetResolver axon =
            AnnotationCommandTargetResolver.builder().build();

    /** @throws IllegalArgumentException if the command is for none */
    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        var identifier = IDENTIFIERS.get(command.getPayloadType());
        return identifier.isPresent()
                ? new VersionedAggregateIdentifier(read(identifier.get(), command.getPayload()), null)
                : axon.resolveTarget(command);
    }

    /** Of a record that names a stream and no version; everything else is left to Axon. */
    private static Optional<Method> identifier(Class<?> type) {
        if (!type.isRecord()
                || Stream.of(type.getDeclaredMethods())
                        .anyMatch(method -> method.isAnnotationPresent(TargetAggregateVersion.class))) {
            return Optional.empty();
        }
        var found = Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(TargetAggregateIdentifier.class))
                .findAny();
        found.ifPresent(method -> method.setAccessible(true));
        return found;
    }

    private static Object read(Method identifier, Object command) {
        try {
            return identifier.invoke(command);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot tell whom " + command + " is for.", e);
        }
    }
}
