/** Speaks HTTP for stock items: request in, command out, refusal to problem. */
@NullMarked
package io.holdfast.inventory.web;

import org.jspecify.annotations.NullMarked;
