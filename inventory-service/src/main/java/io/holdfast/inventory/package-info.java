/** Decides what may happen to a stock item. No web, no SQL, no clock. */
@NullMarked
package io.holdfast.inventory;

import org.jspecify.annotations.NullMarked;
