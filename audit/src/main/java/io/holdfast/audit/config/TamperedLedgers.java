package io.holdfast.audit.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in lines why the program does not start, instead of in a stack trace. Spring Boot makes one by name. */
final class TamperedLedgers extends AbstractFailureAnalyzer<TamperedLedger> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, TamperedLedger tampered) {
        return new FailureAnalysis(
                tampered.getMessage(),
                "Find out who changed it, with: java -jar holdfast.jar audit verify. Start without"
                        + " --holdfast.verify-at-start=true to go on with it as it is.",
                tampered);
    }
}
