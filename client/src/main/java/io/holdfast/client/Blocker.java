package io.holdfast.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who stands in the way.
 *
 * @param kind {@code order} or {@code shipment}
 * @param href where to read more
 * @param quantity the units that it holds, if it is about units
 * @param clearedBy requests that would clear it, as request lines, or {@code time}
 */
public record Blocker(
        String kind, String id, String href, @Nullable Long quantity, List<String> clearedBy) {}
