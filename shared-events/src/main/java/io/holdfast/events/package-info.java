/** What has happened, as every other module reads it. */
@NullMarked
package io.holdfast.events;

import org.jspecify.annotations.NullMarked;
