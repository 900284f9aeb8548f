/** The one ordered log of all events: append, read, retry a lost race. Knows no order and no stock. */
@NullMarked
package io.holdfast.ledger;

import org.jspecify.annotations.NullMarked;
