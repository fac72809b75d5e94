package org.letterwing.administration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of a method of a resource what its signature does not, for the {@link OpenApi} document. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Operation {

    /** What it does, in a phrase. */
    String value();

    /** The name of the body's schema; empty if there is no body. */
    String takes() default "";

    /** The name of the answer's schema; empty if there is no answer. */
    String gives() default "";

    /** Whether the answer is a list of what it gives. */
    boolean list() default false;

    /** Whether nobody has to sign in. */
    boolean anonymous() default false;
}
