package io.holdfast.ledger;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in a line why the program does not start, instead of in a stack trace. Spring Boot makes one by name. */
final class StartupFailures implements FailureAnalyzer {

    private static final int H2_FILE_IN_USE = 90020;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsafeDatabase unsafe) {
                return new FailureAnalysis(unsafe.getMessage(), unsafe.action(), cause);
            }
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_FILE_IN_USE) {
                return new FailureAnalysis(
                        "Another process uses the database in the data folder.",
                        "Stop it, or start this one with another --holdfast.data=<folder>.",
                        cause);
            }
        }
        return null;
    }
}
