package io.holdfast.inventory.web;

import io.holdfast.inventory.StockItemId;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A string that {@link StockItemId} takes as its location; null is left to others. */
@Pattern(regexp = StockItemId.LOCATION)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Location {
    String message() default
            "is not a location: 1 to 32 letters, digits, '.', '_' or '-', the first one a letter or digit";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
