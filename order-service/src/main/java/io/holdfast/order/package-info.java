/** Decides what may happen to an order, and carries it through: ask inventory, record, settle. No web, no SQL. */
@NullMarked
package io.holdfast.order;

import org.jspecify.annotations.NullMarked;
