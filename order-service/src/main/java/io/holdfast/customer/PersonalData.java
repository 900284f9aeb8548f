package io.holdfast.customer;

import java.util.List;
import java.util.Optional;

/**
 * Who customers are, where it can be erased. Changes take effect together with the event of the command that makes them, or
 * not at all.
 */
public interface PersonalData {

    /** What of this belongs to somebody already, in the order of {@link Field}. */
    List<Field> taken(Person person);

    /**
     * Keeps who a customer is. To be called after the event was applied: if it fails, so does all that the command did.
     */
    void keep(CustomerId customer, Person person);

    /** Forgets who a customer is, under the same condition as {@link #keep}. */
    void erase(CustomerId customer);

    /** Who that customer is, unless it is erased. */
    Optional<Person> of(CustomerId customer);

    /** What has to be unique about a customer. */
    enum Field {
        EMAIL,
        USERNAME
    }
}
