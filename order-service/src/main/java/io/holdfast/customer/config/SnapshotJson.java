package io.holdfast.customer.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.holdfast.customer.Customer;
import io.holdfast.customer.CustomerState;
import tools.jackson.databind.module.SimpleModule;

/** How snapshots of customers are written: from outside, so that the domain knows no JSON. */
final class SnapshotJson extends SimpleModule {

    private static final long serialVersionUID = 1L;

    SnapshotJson() {
        super("customer-snapshots");
        setMixInAnnotation(Customer.class, AllFields.class);
        setMixInAnnotation(CustomerState.class, NamedState.class);
    }

    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    private interface AllFields {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "state")
    private interface NamedState {}
}
