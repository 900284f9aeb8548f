package io.holdfast.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an e-mail address, what is a user name, and which of them are the same. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PersonTest {

    static final String LOCAL_64 = "x".repeat(64);
    static final String DOMAIN_189 = ("d".repeat(62) + ".").repeat(3).substring(0, 188) + "e";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "a@b.c",
                "Ann.O'Neil+shop@mail.example.co.uk",
                "x_1-2=3@a-b.example",
                "!#$%&'*/?^`{|}~@example.com"
            })
    void these_are_addresses(String address) {
        assertThat(new EmailAddress(address).value()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.com",
                "ann@",
                "ann@localhost",
                "ann@@example.com",
                "a@b@example.com",
                ".ann@example.com",
                "ann.@example.com",
                "a..b@example.com",
                "ann@-example.com",
                "ann@example-.com",
                "ann@example..com",
                "ann@example.com.",
                "an n@example.com",
                " ann@example.com",
                "ann@example.com\n",
                "\"an n\"@example.com",
                "ann@[127.0.0.1]",
                "änn@example.com",
                "ann@exämple.com",
                "ann@example.com\u0000"
            })
    void these_are_none(String address) {
        assertThatThrownBy(() -> new EmailAddress(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not an e-mail address.");
    }

    @Test
    void an_address_has_at_most_254_characters_and_64_before_the_at() {
        assertThat(new EmailAddress(LOCAL_64 + "@" + DOMAIN_189).value()).hasSize(254);
        assertThatThrownBy(() -> new EmailAddress(LOCAL_64 + "@" + DOMAIN_189 + "e"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmailAddress(LOCAL_64 + "x@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EmailAddress("ann@" + "d".repeat(64) + ".com"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addresses_that_differ_in_case_are_the_same() {
        assertThat(new EmailAddress("Ann@Example.COM").key()).isEqualTo(new EmailAddress("aNN@example.com").key());
        assertThat(new EmailAddress("Ann@Example.COM").value()).isEqualTo("Ann@Example.COM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "ann", "Ann-Marie.O_Neil", "Ærøskøbing", "δοκιμή", "用户", "e\u0301lan"})
    void these_are_user_names(String name) {
        assertThat(Username.isValid(name)).isTrue();
        assertThat(new Username(name).key()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "_ann", ".ann", "-ann", "ann!", "an n", "ann\n", "ann@example.com", "\u0301e", "a\u0000"
            })
    void these_are_no_user_names(String name) {
        assertThat(Username.isValid(name)).isFalse();
        assertThatThrownBy(() -> new Username(name)).hasMessage("Not a user name.");
    }

    @Test
    void a_user_name_has_at_most_64_letters() {
        assertThat(Username.isValid("x".repeat(64))).isTrue();
        assertThat(Username.isValid("x".repeat(65))).isFalse();
        assertThat(Username.isValid("e\u0301".repeat(64))).as("composed").isTrue();
        assertThat(Username.isValid("\u0958".repeat(33)))
                .as("has no composed form")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann, aNN",
        "Élan, e\u0301LAN",
        "straße, STRASSE",
        "ΣΟΦΟΣ, σοφος",
        "ΣΟΦΟΣ, σοφοσ",
        "İ, i\u0307",
    })
    void user_names_that_differ_in_case_or_encoding_are_the_same(String one, String other) {
        assertThat(new Username(one).key()).isEqualTo(new Username(other).key());
    }

    @Test
    void different_ones_are_different() {
        assertThat(new Username("ann").key()).isNotEqualTo(new Username("än").key());
        assertThat(new EmailAddress("a.nn@example.com").key()).isNotEqualTo(new EmailAddress("ann@example.com").key());
    }

    @Test
    void nothing_of_a_person_gets_into_a_text() {
        var person = new Person(new EmailAddress("ann@example.com"), new Username("annabel"));
        var command = new RegisterCustomer(new CustomerId("customer-1"), person);
        assertThat(command.toString())
                .isEqualTo("RegisterCustomer[customerId=customer-1, "
                        + "person=Person[email=an e-mail address, username=a user name]]");
    }
}
