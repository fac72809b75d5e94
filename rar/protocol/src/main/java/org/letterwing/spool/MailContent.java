package org.letterwing.spool;

import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a mail that has arrived, in memory or in a temporary file. Can be read by several threads at once; gone
 * after {@link #close()}.
 */
public interface MailContent extends AutoCloseable {

    /** Returns the size in octets. */
    long size();

    /** Opens the content from its start, as often as wanted. */
    InputStream open() throws IOException;

    /** Frees memory or file. A second call does nothing. */
    @Override
    void close();
}
