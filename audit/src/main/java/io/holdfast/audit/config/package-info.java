/** Puts the audit together. */
@NullMarked
package io.holdfast.audit.config;

import org.jspecify.annotations.NullMarked;
