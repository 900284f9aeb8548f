/** Lists of orders, and of holds that orders should explain, kept up to date from the ledger a moment after the events. */
@NullMarked
package io.holdfast.order.view;

import org.jspecify.annotations.NullMarked;
