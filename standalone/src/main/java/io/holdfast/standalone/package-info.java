/** Joins both services in one process. */
@NullMarked
package io.holdfast.standalone;

import org.jspecify.annotations.NullMarked;
