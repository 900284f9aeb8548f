package io.holdfast.inventory.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.holdfast.inventory.StockItem;
import io.holdfast.inventory.StockState;
import tools.jackson.databind.module.SimpleModule;

/** How snapshots of stock items are written: from outside, so that the domain knows no JSON. */
final class SnapshotJson extends SimpleModule {

    private static final long serialVersionUID = 1L;

    SnapshotJson() {
        super("inventory-snapshots");
        setMixInAnnotation(StockItem.class, AllFields.class);
        setMixInAnnotation(StockState.class, NamedState.class);
    }

    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    private interface AllFields {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "state")
    private interface NamedState {}
}
