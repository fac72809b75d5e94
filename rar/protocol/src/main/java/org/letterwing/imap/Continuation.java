package org.letterwing.imap;

import io.netty.buffer.ByteBuf;

/** What takes the lines and octets that come within a command that is under way. */
interface Continuation {

    /** The client sent a line, without its CR LF, valid during the call only. */
    void line(ByteBuf line);

    /** The client sent a line beyond the limit, which is dropped. */
    void lineTooLong();

    /** The client sent octets of a literal; those that do not belong to it stay there. */
    void octets(ByteBuf octets);

    /** The client is gone. */
    default void closed() {}
}
