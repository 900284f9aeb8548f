/** Views of the ledger: tables that are a function of its events, kept up to date a moment after them. */
@NullMarked
package io.holdfast.ledger.projection;

import org.jspecify.annotations.NullMarked;
