package io.holdfast.client;

/** What one attempt brought. */
sealed interface Exchanged permits Reply, NoAnswer {}
