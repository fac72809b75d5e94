package org.letterwing.credential;

import java.io.Serializable;

/**
 * The second factor of an account as its owner sees it.
 *
 * @param on whether the console asks for a code
 * @param recoveryCodes how many are left
 */
public record SecondFactorView(boolean on, int recoveryCodes) implements Serializable {}
