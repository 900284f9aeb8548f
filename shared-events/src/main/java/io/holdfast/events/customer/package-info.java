/** Facts about customers, as every other module reads them: never who somebody is, for a ledger cannot forget. */
@NullMarked
package io.holdfast.events.customer;

import org.jspecify.annotations.NullMarked;
