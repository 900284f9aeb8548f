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

/** A string that {@link StockItemId} takes as its sku; null is left to others. */
@Pattern(regexp = StockItemId.SKU)
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Sku {
    String message() default "is not a SKU: 1 to 64 letters, digits, '.', '_' or '-', the first one a letter or digit";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
