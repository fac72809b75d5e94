/** Tests of the whole: real servers, real sockets, real databases. */
package org.letterwing.it;
