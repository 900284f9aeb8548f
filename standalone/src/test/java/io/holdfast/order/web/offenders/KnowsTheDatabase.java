package io.holdfast.order.web.offenders;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsTheDatabase {
    public Class<?> database = JdbcClient.class;
}
