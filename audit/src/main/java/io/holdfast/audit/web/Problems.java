package io.holdfast.audit.web;

import io.holdfast.audit.verification.VerificationRunning;
import io.holdfast.http.Fact;
import io.holdfast.http.Problem;
import io.holdfast.http.ProblemType;
import io.holdfast.ledger.projection.RebuildRunning;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The only place that knows how a refusal by the audit is answered. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    @ExceptionHandler
    ResponseEntity<Object> answer(RebuildRunning running) {
        return Problem.of(ProblemType.ALREADY_EXISTS, running.getMessage())
                .with(Fact.EXISTING, ProjectionController.href(running.view(), running.id()))
                .response();
    }

    @ExceptionHandler
    ResponseEntity<Object> answer(VerificationRunning running) {
        return Problem.of(ProblemType.ALREADY_EXISTS, running.getMessage())
                .with(Fact.EXISTING, VerificationController.href(running.id()).toString())
                .response();
    }
}
