/** Describes the HTTP contract in OpenAPI 3.1, from the code that keeps it. */
@NullMarked
package io.holdfast.http.openapi;

import org.jspecify.annotations.NullMarked;
