package io.holdfast.inventory.offenders;

import java.sql.Connection;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsSql {
    public Class<?> technology = Connection.class;
}
