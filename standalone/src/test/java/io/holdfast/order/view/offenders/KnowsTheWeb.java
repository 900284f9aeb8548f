package io.holdfast.order.view.offenders;

import io.holdfast.http.ProblemType;

/** Breaks a rule on purpose: the architecture test must catch it. */
public final class KnowsTheWeb {
    public ProblemType problem = ProblemType.GONE;
}
