/** SASL (RFC 4422) as a server has it, for the engines of all protocols: messages in, messages and outcomes out. */
package org.letterwing.sasl;
