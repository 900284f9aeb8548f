package io.holdfast.customer.store;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.OpenOrders;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row per open order that has a customer. Its foreign key is the last word on who may still order. */
public final class OpenOrderTable implements OpenOrders {

    private final JdbcClient database;

    public OpenOrderTable(JdbcClient database) {
        this.database = database;
    }

    @Override
    public boolean isRegistered(CustomerId customer) {
        return database.sql("select count(*) from customers where customer_id = ?")
                        .param(customer.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void open(CustomerId customer, String order) {
        WithEvent.write(() -> database.sql("insert into customer_orders (order_id, customer_id) values (?, ?)")
                .params(order, customer.value())
                .update());
    }

    @Override
    public void end(String order) {
        WithEvent.write(() -> database.sql("delete from customer_orders where order_id = ?")
                .param(order)
                .update());
    }

    @Override
    public List<String> of(CustomerId customer) {
        return database.sql("select order_id from customer_orders where customer_id = ? order by order_id")
                .param(customer.value())
                .query((row, index) -> row.getString("order_id"))
                .list();
    }
}
