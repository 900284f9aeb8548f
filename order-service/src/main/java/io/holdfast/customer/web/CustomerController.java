package io.holdfast.customer.web;

import io.holdfast.customer.CustomerId;
import io.holdfast.customer.CustomerState.Registered;
import io.holdfast.customer.Customers;
import io.holdfast.customer.Customers.Known;
import io.holdfast.customer.EraseCustomer;
import io.holdfast.customer.RegisterCustomer;
import io.holdfast.http.ProblemType;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.ledger.Commands;
import io.holdfast.ledger.Outcome;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Customers: register, look at, erase. */
@Tag(name = "customers", description = "Customers: register, look at, erase.")
@RestController
@RequestMapping(path = "/customers", produces = "application/json")
class CustomerController {

    static final String NO_CUSTOMER_ID = "is not the id of a customer: customer- and 1 to 64 letters, digits or '-'";

    private final Commands commands;
    private final Customers customers;

    CustomerController(Commands commands, Customers customers) {
        this.commands = commands;
        this.customers = customers;
    }

    @PostMapping
    @Contract(
            id = "registerCustomer",
            summary = "Register a customer",
            description = "E-mail address and user name are there once, whatever their case.",
            answers = @Answer(status = 201, when = "They are registered.", body = CustomerBody.class),
            problems = ProblemType.UNIQUE_VIOLATION)
    ResponseEntity<CustomerBody> register(@Valid @RequestBody NewCustomer body) {
        var person = body.person();
        var outcome = commands.once(() -> {
            var next = CustomerId.next();
            return new Outcome<>(next.value(), commands.send(new RegisterCustomer(next, person)));
        });
        var customer = new CustomerId(outcome.stream());
        var recorded = outcome.answer();
        var known = new Known(customer, person, ((Registered) recorded.state()).at(), recorded.version());
        return ResponseEntity.created(URI.create("/customers/" + customer))
                .eTag(String.valueOf(known.version()))
                .body(CustomerBody.of(known));
    }

    @GetMapping("/{id}")
    @Contract(
            id = "getCustomer",
            summary = "Read a customer",
            answers = @Answer(status = 200, when = "The customer.", body = CustomerBody.class),
            problems = {ProblemType.NOT_FOUND, ProblemType.GONE})
    ResponseEntity<CustomerBody> get(
            @PathVariable @Pattern(regexp = CustomerId.FORMAT, message = NO_CUSTOMER_ID) String id) {
        var known = customers.get(new CustomerId(id));
        return ResponseEntity.ok().eTag(String.valueOf(known.version())).body(CustomerBody.of(known));
    }

    @DeleteMapping("/{id}")
    @Contract(
            id = "eraseCustomer",
            summary = "Erase a customer's personal data",
            description = "Refused while open orders need it.",
            answers = @Answer(status = 204, when = "Nothing personal is left."),
            problems = {ProblemType.NOT_FOUND, ProblemType.GONE, ProblemType.ILLEGAL_TRANSITION})
    ResponseEntity<Void> erase(@PathVariable @Pattern(regexp = CustomerId.FORMAT, message = NO_CUSTOMER_ID) String id) {
        var erased = commands.send(new EraseCustomer(new CustomerId(id)));
        return ResponseEntity.noContent().eTag(String.valueOf(erased.version())).build();
    }
}
