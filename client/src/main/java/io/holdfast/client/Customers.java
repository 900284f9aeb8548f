package io.holdfast.client;

/** What can be asked of customers. */
public final class Customers {

    private Customers() {}

    private record Person(String email, String username) {

        /** Nothing that a log could keep. */
        @Override
        public String toString() {
            return "somebody who wants to be a customer";
        }
    }

    /**
     * A customer whose personal data was erased.
     *
     * @param customerId who it was
     */
    public record Erased(String customerId) {}

    /** A customer as it is now. */
    public static Read<Customer> get(String customerId) {
        return Read.of(Target.of("customers", customerId), reply -> reply.as(Customer.class));
    }

    /** Registers a customer. Refused if the e-mail address or the user name are taken, in whatever case. */
    public static Write<Customer> register(String email, String username) {
        return Write.post(Target.of("customers"), new Person(email, username), reply -> reply.as(Customer.class));
    }

    /** Erases a customer's personal data. Refused while open orders need it. */
    public static Write<Erased> erase(String customerId) {
        return Write.delete(Target.of("customers", customerId), reply -> new Erased(customerId));
    }
}
