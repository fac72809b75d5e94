package org.letterwing.token;

import java.time.Instant;

/**
 * A token as the administrator sees it; its secret is nowhere.
 *
 * @param id its key
 * @param name what it is called, as in the log of changes
 * @param scope what it allows
 * @param created when it was made
 * @param expires until when it can be used
 * @param lastUsed when it was last used, to the minute; null if it never was
 */
public record TokenView(long id, String name, Scope scope, Instant created, Instant expires, Instant lastUsed) {}
