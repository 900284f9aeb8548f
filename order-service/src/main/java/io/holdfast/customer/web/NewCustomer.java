package io.holdfast.customer.web;

import io.holdfast.customer.EmailAddress;
import io.holdfast.customer.Person;
import io.holdfast.customer.Username;
import io.holdfast.http.InvalidRequest;
import io.holdfast.http.InvalidRequest.Fault;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;

/**
 * Who wants to be a customer. Spaces around either are taken off.
 *
 * <p>Checked here and not by annotations: what these refuse Spring logs with its value, if anybody wants to see how requests
 * fail.
 */
record NewCustomer(
        @NotNull(message = "is missing")
        @Schema(maxLength = 300, description = "An e-mail address: at most 254 ASCII characters.")
        String email,

        @NotNull(message = "is missing")
        @Schema(maxLength = 300, description = "A user name: 1 to 64 letters, digits, '.', '_' or '-'.")
        String username) {

    static final String NO_EMAIL = "is not an e-mail address: at most 254 ASCII characters like ann@example.com";

    static final String NO_USERNAME =
            "is not a user name: 1 to 64 letters, digits, '.', '_' or '-', the first one a letter or digit";

    Person person() {
        var faults = new ArrayList<Fault>();
        if (!EmailAddress.isValid(email.strip())) {
            faults.add(new Fault("/email", NO_EMAIL));
        }
        if (!Username.isValid(username.strip())) {
            faults.add(new Fault("/username", NO_USERNAME));
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequest(faults);
        }
        return new Person(new EmailAddress(email.strip()), new Username(username.strip()));
    }

    /** Nothing that a log could keep. */
    @Override
    public String toString() {
        return "somebody who wants to be a customer";
    }
}
