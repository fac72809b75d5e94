/** An application that sends mail and is told what became of it. */
package org.letterwing.it.fate;
