package io.holdfast.audit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.verification.CannotVerify;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Finding.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** Why a program does not start that was asked to verify first, as Spring Boot finds out. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StartFailuresTest {

    @Test
    void a_tampered_ledger_is_told_with_its_findings() {
        var told = told(new TamperedLedger(List.of(new Finding(7, "order-1", Kind.HASH, "It was changed."))));
        assertThat(told.getDescription()).contains("position 7, order-1: It was changed.");
    }

    @Test
    void what_the_verification_lacks_is_told_as_nothing_that_is_wrong_with_the_ledger() {
        var told = told(new IllegalStateException(new CannotVerify("The disk is full.", new IOException())));
        assertThat(told.getDescription())
                .isEqualTo("The ledger could not be verified, which says nothing about it. The disk is full.");
        assertThat(told.getAction()).contains("--holdfast.verify-at-start=true");
    }

    private static FailureAnalysis told(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, why) -> {}))
                .stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
