/** Runs a WildFly with Letterwing in the foreground, for {@code mvn -Prun package}. */
package org.letterwing.run;
