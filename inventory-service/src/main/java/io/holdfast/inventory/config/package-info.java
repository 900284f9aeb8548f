/** Puts the inventory service together. */
@NullMarked
package io.holdfast.inventory.config;

import org.jspecify.annotations.NullMarked;
