/** Measures the service over HTTP, next to what plain JDBC and Axon as it comes can do on the same machine. */
@NullMarked
package io.holdfast.benchmark;

import org.jspecify.annotations.NullMarked;
