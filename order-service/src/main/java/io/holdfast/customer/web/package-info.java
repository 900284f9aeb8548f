/** Speaks HTTP for customers: request in, command out, refusal to problem. */
@NullMarked
package io.holdfast.customer.web;

import org.jspecify.annotations.NullMarked;
