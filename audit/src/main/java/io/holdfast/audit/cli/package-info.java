/** The audit on the command line, for a database whose service is not running, or is somewhere else. */
@NullMarked
package io.holdfast.audit.cli;

import org.jspecify.annotations.NullMarked;
