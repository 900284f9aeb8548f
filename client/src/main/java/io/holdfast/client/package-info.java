/**
 * Calls Holdfast from Java. {@link io.holdfast.client.Inventory}, {@link io.holdfast.client.Orders} and {@link
 * io.holdfast.client.Customers} say what is wanted, {@link io.holdfast.client.Holdfast} sends it, {@link
 * io.holdfast.client.Result} is what became of it.
 */
@NullMarked
package io.holdfast.client;

import org.jspecify.annotations.NullMarked;
