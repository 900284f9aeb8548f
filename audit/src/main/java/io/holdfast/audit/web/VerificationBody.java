package io.holdfast.audit.web;

import io.holdfast.audit.verification.Verifications.Standing;
import io.holdfast.audit.verification.Verifications.State;
import io.holdfast.ledger.verification.Finding;
import io.holdfast.ledger.verification.Finding.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a verification is and what it found.
 *
 * @param rate events per second
 * @param secondsLeft about how long it still takes
 * @param findings the first hundred
 * @param findingCount how many there are
 * @param failure why it did not come to its end; missing if it did, or still runs
 */
record VerificationBody(
        String verificationId,
        State state,
        long checked,
        long total,
        long rate,
        @Nullable Long secondsLeft,
        List<FindingBody> findings,
        long findingCount,
        @Nullable String failure) {

    /**
     * What is wrong.
     *
     * @param stream missing if it is about no stream
     */
    record FindingBody(long position, @Nullable String stream, Kind kind, String text) {

        static FindingBody of(Finding finding) {
            return new FindingBody(finding.position(), finding.stream(), finding.kind(), finding.text());
        }
    }

    static VerificationBody of(Standing standing) {
        return new VerificationBody(
                standing.id(),
                standing.state(),
                standing.checked(),
                standing.total(),
                standing.rate(),
                standing.secondsLeft(),
                standing.findings().stream().map(FindingBody::of).toList(),
                standing.findingCount(),
                standing.failure());
    }
}
