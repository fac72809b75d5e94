package org.letterwing.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands a parameter of a mail method what a pattern of its {@link MailMethods.Recipient} captured from the address.
 *
 * <p>The parameter's type is one of
 *
 * <ul>
 *   <li>{@link String}, in lower case;
 *   <li>{@code int}, {@code long}, {@link Integer}, {@link Long}: ASCII digits, a minus before them or not, within the
 *       type's range;
 *   <li>{@link java.util.UUID} in its usual form of 36 characters;
 *   <li>an enum: a constant's name, in capitals or small letters.
 * </ul>
 *
 * <p>If what was captured is no value of the type, the method doesn't fit the address. The value is never null.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {

    /** The name in braces, without them: {@code id} for <code>orders+{id}@shop.example</code>. Each pattern has it. */
    String value();
}
