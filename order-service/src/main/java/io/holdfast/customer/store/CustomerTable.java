package io.holdfast.customer.store;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.EmailAddress;
import io.holdfast.customer.Person;
import io.holdfast.customer.PersonalData;
import io.holdfast.customer.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row per customer; of an erased one, none. */
public final class CustomerTable implements PersonalData {

    private final JdbcClient database;

    public CustomerTable(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Field> taken(Person person) {
        var taken = new ArrayList<Field>();
        if (exists(
                "select count(*) from customers where email_key = ?",
                person.email().key())) {
            taken.add(Field.EMAIL);
        }
        if (exists(
                "select count(*) from customers where username_key = ?",
                person.username().key())) {
            taken.add(Field.USERNAME);
        }
        return taken;
    }

    @Override
    public void keep(CustomerId customer, Person person) {
        WithEvent.write(() -> database.sql("""
                        insert into customers (customer_id, email, email_key, username, username_key)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(
                        customer.value(),
                        person.email().value(),
                        person.email().key(),
                        person.username().value(),
                        person.username().key())
                .update());
    }

    @Override
    public void erase(CustomerId customer) {
        WithEvent.write(() -> database.sql("delete from customers where customer_id = ?")
                .param(customer.value())
                .update());
    }

    @Override
    public Optional<Person> of(CustomerId customer) {
        return database.sql("select email, username from customers where customer_id = ?")
                .param(customer.value())
                .query((row, index) ->
                        new Person(new EmailAddress(row.getString("email")), new Username(row.getString("username"))))
                .optional();
    }

    private boolean exists(String count, String key) {
        return database.sql(count).param(key).query(Long.class).single() > 0;
    }
}
