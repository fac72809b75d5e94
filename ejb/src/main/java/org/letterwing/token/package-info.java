/** Tokens with which programs use the administration API instead of a password. */
package org.letterwing.token;
