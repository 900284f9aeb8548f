/**
 * What happened, how it looked then, and whether the ledger is untouched. Reads beside the command path, on connections of
 * its own; nothing but the program depends on it.
 */
@NullMarked
package io.holdfast.audit;

import org.jspecify.annotations.NullMarked;
