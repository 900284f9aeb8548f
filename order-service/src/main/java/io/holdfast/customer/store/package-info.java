/** Keeps who customers are, and which of their orders are open, in tables that change together with the ledger. */
@NullMarked
package io.holdfast.customer.store;

import org.jspecify.annotations.NullMarked;
