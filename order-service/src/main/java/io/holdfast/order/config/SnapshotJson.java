package io.holdfast.order.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.holdfast.order.Order;
import io.holdfast.order.OrderState;
import tools.jackson.databind.module.SimpleModule;

/** How snapshots of orders are written: from outside, so that the domain knows no JSON. */
final class SnapshotJson extends SimpleModule {

    private static final long serialVersionUID = 1L;

    SnapshotJson() {
        super("order-snapshots");
        setMixInAnnotation(Order.class, AllFields.class);
        setMixInAnnotation(OrderState.class, NamedState.class);
    }

    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    private interface AllFields {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "state")
    private interface NamedState {}
}
