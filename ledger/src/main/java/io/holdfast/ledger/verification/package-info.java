/** Finds out whether a ledger is what was once written: reads it from outside, in order, with little memory. */
@NullMarked
package io.holdfast.ledger.verification;

import org.jspecify.annotations.NullMarked;
