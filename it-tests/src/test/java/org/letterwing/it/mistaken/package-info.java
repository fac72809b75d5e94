/** An application whose bean has a method that can't be called. */
package org.letterwing.it.mistaken;
