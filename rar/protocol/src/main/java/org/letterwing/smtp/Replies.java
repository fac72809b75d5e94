package org.letterwing.smtp;

/** The replies that the engine gives by itself: the one home of their codes and texts. */
public final class Replies {

    /** RFC 5321 4.2.3: something failed behind the engine. */
    public static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing, try again later");

    private Replies() {}
}
