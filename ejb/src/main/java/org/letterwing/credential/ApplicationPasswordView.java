package org.letterwing.credential;

import java.io.Serializable;
import java.time.Instant;

/**
 * The password of a program as people see it; the password itself is nowhere.
 *
 * @param id its key
 * @param name what its owner calls the program
 * @param created when it was made
 * @param expires until when it can be used; null for ever
 * @param lastUsed when it was last used, to the minute; null if it never was
 */
public record ApplicationPasswordView(long id, String name, Instant created, Instant expires, Instant lastUsed)
        implements Serializable {}
