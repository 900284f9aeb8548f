/** Facts about stock items, as every other module reads them. Add fields; never rename or remove one. */
@NullMarked
package io.holdfast.events.inventory;

import org.jspecify.annotations.NullMarked;
