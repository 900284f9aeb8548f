/** What must hold for the events of orders, stock items and customers, so that a ledger can be verified. */
@NullMarked
package io.holdfast.audit.verification;

import org.jspecify.annotations.NullMarked;
