package io.holdfast.audit.config;

import io.holdfast.ledger.verification.CannotVerify;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why a program that was asked to verify first does not start although nothing was found. Spring Boot makes one by name. */
final class Unverifiable extends AbstractFailureAnalyzer<CannotVerify> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, CannotVerify lacks) {
        return new FailureAnalysis(
                "The ledger could not be verified, which says nothing about it. " + lacks.getMessage(),
                "Put that right, or start without --holdfast.verify-at-start=true.",
                lacks);
    }
}
