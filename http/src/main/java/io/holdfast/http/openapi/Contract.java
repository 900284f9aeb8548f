package io.holdfast.http.openapi;

import io.holdfast.http.ProblemType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation is for and how it can answer; the OpenAPI document says it. Problems that every operation can have
 * are not named here, nor what the code says already: parameters, bounds and bodies.
 *
 * <p>Examples are files, {@code openapi/<id>.request.json} and {@code openapi/<id>.<status>.json} on the class path.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Contract {

    /** The operation's name for programs; unique. */
    String id();

    /** What it does, in a few words. */
    String summary();

    /** What else there is to know. */
    String description() default "";

    /** How it answers if it is done. */
    Answer[] answers();

    /** How it refuses, beyond what every operation may refuse. */
    ProblemType[] problems() default {};

    /** An answer to what was done. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target({})
    @interface Answer {

        /** Its status. */
        int status();

        /** When it comes. */
        String when();

        /** What is in it; nothing if not said. */
        Class<?> body() default Void.class;

        /** Whether it is a page of such bodies. */
        boolean page() default false;

        /** Whether it has the version, or the digest, of what is shown or was changed as its ETag. */
        boolean etag() default true;

        /** Whether it says which place in the ledger it is of, if that was asked for. */
        boolean position() default false;

        /** Its type; what is not JSON has no example. */
        String type() default "application/json";
    }
}
