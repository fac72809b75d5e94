package org.letterwing.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands a parameter of a mail method the header fields of a name (RFC 5322 2.2).
 *
 * <p>The parameter's type is {@link String} (the first field, null if there is none),
 * {@link java.util.Optional Optional&lt;String&gt;} (the first field) or {@link java.util.List List&lt;String&gt;} (all of
 * them in their order, unmodifiable).
 *
 * <p>A value is the field's body in one line, its encoded words decoded (RFC 2047) and its octets read as UTF-8 (RFC 6532),
 * without white space around it. What can't be decoded stays as it is. A value has no line breaks or other control
 * characters, not even encoded ones: each becomes a space. It is the sender's text all the same, and says nothing that was
 * verified.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Header {

    /** The field's name, such as {@code Subject}, in capitals or small letters. */
    String value();
}
