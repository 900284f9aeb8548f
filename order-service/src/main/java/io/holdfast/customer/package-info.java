/** Decides who is a customer and when one may be forgotten. Knows no orders but their ids. No web, no SQL. */
@NullMarked
package io.holdfast.customer;

import org.jspecify.annotations.NullMarked;
