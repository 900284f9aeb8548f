package io.holdfast.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What people write: 1 to 200 characters, not only spaces, without control characters and halves of characters, which no
 * database and no screen shows as they came.
 */
@Size(min = 1, max = 200)
@Pattern(regexp = "|(?s)(?=.*\\S)[^\\p{Cntrl}\\p{Cs}]*", message = "is blank or contains control characters")
@Constraint(validatedBy = {})
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    /** Unused: the parts have messages of their own. */
    String message() default "";

    /** As Jakarta Validation wants it. */
    Class<?>[] groups() default {};

    /** As Jakarta Validation wants it. */
    Class<? extends Payload>[] payload() default {};
}
