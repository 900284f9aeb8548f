package io.holdfast.inventory.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.holdfast.inventory.StockItem;
import io.holdfast.inventory.StockLevels;
import io.holdfast.inventory.StockLevels.Pick;
import io.holdfast.inventory.StockLevels.Reservation;
import io.holdfast.inventory.StockState;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.module.SimpleModule;

/** How snapshots of stock items are written: from outside, so that the domain knows no JSON. */
final class SnapshotJson extends SimpleModule {

    private static final long serialVersionUID = 1L;

    SnapshotJson() {
        super("inventory-snapshots");
        setMixInAnnotation(StockItem.class, AllFields.class);
        setMixInAnnotation(StockState.class, NamedState.class);
        setMixInAnnotation(StockLevels.class, RestoredLevels.class);
    }

    @JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
    private interface AllFields {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "state")
    private interface NamedState {}

    /** Jackson does not know how to make a persistent map; the levels do. */
    private abstract static class RestoredLevels {
        @JsonCreator
        @SuppressWarnings("UnusedVariable")
        static @Nullable StockLevels of(
                String name, long onHand, Map<String, Reservation> reservations, Map<String, Pick> picks) {
            return null; // never called: only its annotation counts
        }
    }
}
