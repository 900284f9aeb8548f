/** Speaks HTTP for orders: request in, command out, refusal to problem. */
@NullMarked
package io.holdfast.order.web;

import org.jspecify.annotations.NullMarked;
