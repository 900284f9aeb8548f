/** Speaks HTTP for auditors: what happened, page by page, as it happens, or as a file. */
@NullMarked
package io.holdfast.audit.web;

import org.jspecify.annotations.NullMarked;
