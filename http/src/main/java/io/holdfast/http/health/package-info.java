/** Says whether all is well, to whoever runs the program. */
@NullMarked
package io.holdfast.http.health;

import org.jspecify.annotations.NullMarked;
