package io.holdfast.customer;

import io.holdfast.customer.PersonalData.Field;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Every reason why a customer is refused, with the facts that a caller needs to act on it. None of them says who it is. */
public sealed interface Rejection {

    /** What stands in the way, in a sentence. */
    String message();

    /** The customer that refused, or that could not be registered. */
    CustomerId customerId();

    /** There is or was one of this id already. */
    record AlreadyRegistered(CustomerId customerId) implements Rejection {
        @Override
        public String message() {
            return "%s exists already.".formatted(customerId);
        }
    }

    /** Somebody has the same e-mail address or user name: everything that is taken is here, at least one. */
    record Taken(CustomerId customerId, List<Field> fields) implements Rejection {

        public Taken {
            fields = List.copyOf(fields);
        }

        @Override
        public String message() {
            return fields.stream().map(Taken::sentence).collect(Collectors.joining(" "));
        }

        private static String sentence(Field field) {
            return switch (field) {
                case EMAIL -> "Email already registered.";
                case USERNAME -> "Username already taken.";
            };
        }
    }

    /** Orders are open, all of them are here, at least one: they have to be shipped or cancelled first. */
    record Needed(CustomerId customerId, List<String> orders) implements Rejection {

        public Needed {
            orders = List.copyOf(orders);
        }

        @Override
        public String message() {
            return "%s cannot be erased: %d open orders need it.".formatted(customerId, orders.size());
        }
    }

    /** Who it was is forgotten. */
    record Erased(CustomerId customerId, Instant since, String by) implements Rejection {
        @Override
        public String message() {
            return "%s was erased at %s by %s.".formatted(customerId, since, by);
        }
    }
}
