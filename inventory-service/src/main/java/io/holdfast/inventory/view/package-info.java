/** Lists of stock items, kept up to date from the ledger a moment after the events. */
@NullMarked
package io.holdfast.inventory.view;

import org.jspecify.annotations.NullMarked;
