/** Puts customers together. */
@NullMarked
package io.holdfast.customer.config;

import org.jspecify.annotations.NullMarked;
