/** Keeps what was refused, outside of the ledger, for whoever asks later why something did not happen. */
@NullMarked
package io.holdfast.http.conflict;

import org.jspecify.annotations.NullMarked;
