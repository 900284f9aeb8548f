/** What both services' HTTP sides share: problems, strict input, who is calling. Knows no order and no stock. */
@NullMarked
package io.holdfast.http;

import org.jspecify.annotations.NullMarked;
