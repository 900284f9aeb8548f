/** Facts about orders, as every other module reads them. Add fields; never rename or remove one. */
@NullMarked
package io.holdfast.events.order;

import org.jspecify.annotations.NullMarked;
