/** What proves who somebody is besides an account's own password: passwords of programs, and a second factor. */
package org.letterwing.credential;
