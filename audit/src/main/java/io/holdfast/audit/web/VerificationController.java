package io.holdfast.audit.web;

import io.holdfast.audit.verification.LedgerAudit;
import io.holdfast.audit.verification.Verifications;
import io.holdfast.http.ProblemType;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.ledger.Jobs;
import io.holdfast.ledger.NoSuchStream;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verifications of the ledger, and checkpoints to verify against. */
@Tag(name = "audit", description = Messages.TAG)
@RestController
@RequestMapping(path = "/audit", produces = "application/json")
class VerificationController {

    private static final String ID = "verification-[0-9a-f-]{36}";
    private static final String NO_ID = "is not the id of a verification";

    private final Verifications verifications;
    private final LedgerAudit audit;
    private final Jobs jobs;

    VerificationController(Verifications verifications, LedgerAudit audit, Jobs jobs) {
        this.jobs = jobs;
        this.verifications = verifications;
        this.audit = audit;
    }

    static URI href(String id) {
        return URI.create("/audit/verifications/" + id);
    }

    @PostMapping("/verifications")
    @Contract(
            id = "verifyLedger",
            summary = "Verify the ledger",
            description =
                    "Positions, hashes, versions of streams, whether every event can be read, what orders and stock"
                            + " items add up to, what is held for whom, and whether projections follow from it. Beside"
                            + " the service, one at a time.",
            answers =
                    @Answer(
                            status = 202,
                            when = "It has begun; Location says where to see how far it is.",
                            body = VerificationBody.class,
                            etag = false),
            problems = ProblemType.ALREADY_EXISTS)
    ResponseEntity<Object> verify(@Valid @RequestBody(required = false) @Nullable NewVerification body) {
        var wanted = body == null ? new NewVerification(null, null) : body;
        return jobs.once(
                        "verification",
                        verifications::requireNone,
                        () -> verifications.begin(wanted.noted(), wanted.from()))
                .map(id -> ResponseEntity.accepted().location(href(id)).<Object>body(standing(id)))
                .orElseGet(() -> ResponseEntity.ok(List.of())); // no event would be stored
    }

    @GetMapping("/verifications/{id}")
    @Contract(
            id = "getVerification",
            summary = "See how far a verification is",
            description = "The process that runs it knows it, until it has stopped or run twenty others.",
            answers = @Answer(status = 200, when = "As it is now.", body = VerificationBody.class, etag = false),
            problems = ProblemType.NOT_FOUND)
    VerificationBody get(@PathVariable @Pattern(regexp = ID, message = NO_ID) String id) {
        return standing(id);
    }

    @GetMapping("/checkpoints/latest")
    @Contract(
            id = "takeCheckpoint",
            summary = "Take a checkpoint",
            description =
                    "Kept where whoever can write to the database cannot, it proves later that nothing before it was"
                            + " changed.",
            answers =
                    @Answer(
                            status = 200,
                            when = "Of the ledger as it is now.",
                            body = CheckpointBody.class,
                            etag = false))
    CheckpointBody checkpoint() {
        return CheckpointBody.of(audit.checkpoint(Instant.now()));
    }

    private VerificationBody standing(String id) {
        return verifications.find(id).map(VerificationBody::of).orElseThrow(() -> new NoSuchStream(id));
    }
}
