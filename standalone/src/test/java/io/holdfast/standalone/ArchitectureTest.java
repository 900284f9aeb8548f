package io.holdfast.standalone;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.customer.offenders.KnowsOrders;
import io.holdfast.inventory.offenders.KnowsSpring;
import io.holdfast.inventory.offenders.KnowsSql;
import io.holdfast.inventory.offenders.LooksAtTheClock;
import io.holdfast.inventory.offenders.RollsTheDice;
import io.holdfast.order.offenders.KnowsInventory;
import io.holdfast.order.offenders.KnowsTheAudit;
import io.holdfast.order.view.offenders.KnowsTheWeb;
import io.holdfast.order.web.offenders.KnowsTheConfiguration;
import io.holdfast.order.web.offenders.KnowsTheDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Maven's modules cannot forbid. Each rule holds in production and is shown an offender that it must catch. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

    /** The services' own packages; technology lives in the packages below them. */
    private static final String[] DOMAIN = {
        "io.holdfast.inventory",
        "io.holdfast.order",
        "io.holdfast.customer",
        "io.holdfast.inventory.offenders",
        "io.holdfast.order.offenders"
    };

    static final ArchRule THE_DOMAIN_KNOWS_NO_TECHNOLOGY = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .and()
            .haveSimpleNameNotEndingWith("Application")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..",
                    "jakarta..",
                    "org.slf4j..",
                    "tools.jackson..",
                    "com.fasterxml..");

    static final ArchRule DECISIONS_HAVE_NO_CLOCK_AND_NO_DICE = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .callMethodWhere(target(nameMatching("now|randomUUID|random|currentTimeMillis|nanoTime")))
            .because("an aggregate decides from its events and its command alone");

    static final ArchRule ORDERS_DO_NOT_KNOW_INVENTORY = noClasses()
            .that()
            .resideInAPackage("io.holdfast.order..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.holdfast.inventory..");

    static final ArchRule CUSTOMERS_DO_NOT_KNOW_ORDERS = noClasses()
            .that()
            .resideInAPackage("io.holdfast.customer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.holdfast.order..", "io.holdfast.events.order..");

    static final ArchRule VIEWS_DO_NOT_KNOW_THE_WEB = noClasses()
            .that()
            .resideInAPackage("io.holdfast.*.view..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.holdfast.*.web..", "io.holdfast.http..");

    static final ArchRule THE_WEB_DOES_NOT_KNOW_THE_DATABASE = noClasses()
            .that()
            .resideInAPackage("io.holdfast.*.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.springframework.jdbc..");

    static final ArchRule NOBODY_KNOWS_THE_CONFIGURATION = noClasses()
            .that()
            .resideOutsideOfPackages("io.holdfast.*.config..", "io.holdfast.standalone..")
            .and()
            .haveSimpleNameNotEndingWith("Application")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.holdfast.*.config..");

    static final ArchRule NOBODY_KNOWS_THE_AUDIT = noClasses()
            .that()
            .resideOutsideOfPackages("io.holdfast.audit..", "io.holdfast.standalone..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.holdfast.audit..")
            .because("what is audited works without being audited");

    static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast");

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(THE_DOMAIN_KNOWS_NO_TECHNOLOGY, KnowsSpring.class),
                Arguments.of(THE_DOMAIN_KNOWS_NO_TECHNOLOGY, KnowsSql.class),
                Arguments.of(DECISIONS_HAVE_NO_CLOCK_AND_NO_DICE, LooksAtTheClock.class),
                Arguments.of(DECISIONS_HAVE_NO_CLOCK_AND_NO_DICE, RollsTheDice.class),
                Arguments.of(ORDERS_DO_NOT_KNOW_INVENTORY, KnowsInventory.class),
                Arguments.of(CUSTOMERS_DO_NOT_KNOW_ORDERS, KnowsOrders.class),
                Arguments.of(VIEWS_DO_NOT_KNOW_THE_WEB, KnowsTheWeb.class),
                Arguments.of(THE_WEB_DOES_NOT_KNOW_THE_DATABASE, KnowsTheDatabase.class),
                Arguments.of(NOBODY_KNOWS_THE_CONFIGURATION, KnowsTheConfiguration.class),
                Arguments.of(NOBODY_KNOWS_THE_AUDIT, KnowsTheAudit.class));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_holds(ArchRule rule, Class<?> offender) {
        assertThat(PRODUCTION.contain(offender)).isFalse();
        rule.check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void and_it_bites(ArchRule rule, Class<?> offender) {
        var caught = rule.evaluate(new ClassFileImporter().importClasses(offender));
        assertThat(caught.hasViolation()).isTrue();
    }
}
