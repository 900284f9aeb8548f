/** Puts the order service together. */
@NullMarked
package io.holdfast.order.config;

import org.jspecify.annotations.NullMarked;
