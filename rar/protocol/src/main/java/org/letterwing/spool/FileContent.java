package org.letterwing.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The content of a mail, in a file without a name. Thread-safe. */
final class FileContent implements MailContent {

    private final FileChannel file;
    private final long size;

    FileContent(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public InputStream open() throws IOException {
        if (!file.isOpen()) {
            throw new IOException("The mail's content is closed");
        }
        return new Reader();
    }

    @Override
    public void close() {
        SpoolFile.close(file);
    }

    /** Reads by position, so that readers don't disturb each other. */
    private final class Reader extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
        }

        @Override
        public int read(byte[] octets, int offset, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(octets, offset, length), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
