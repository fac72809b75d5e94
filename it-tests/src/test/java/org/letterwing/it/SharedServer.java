package org.letterwing.it;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test on the one server that all such classes share. It leaves nothing behind that disturbs another, and runs with
 * every database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("shared-server")
@ExtendWith({ArquillianExtension.class, SharedHost.Resolver.class})
@interface SharedServer {}
