package io.holdfast.order.offenders;

import io.holdfast.audit.cli.AuditCommand;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsTheAudit {
    public Class<?> audit = AuditCommand.class;
}
