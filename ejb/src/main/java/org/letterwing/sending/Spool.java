package org.letterwing.sending;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps what is written until it is closed: in memory, and beyond a size in a file. That has lost its name as soon as it
 * was made, so that nothing is left of it, not even after a crash. Used by one thread.
 */
final class Spool extends OutputStream {

    private static final int SMALL = 8192;

    private final Path folder;
    private final int memory;
    private final long most;
    private final ByteArrayOutputStream end = new ByteArrayOutputStream(SMALL);
    private FileChannel file;
    private long filed;

    /**
     * Makes one.
     *
     * @param folder for the file
     * @param memory how much is kept in memory, in octets
     * @param most how much can be written, in octets
     */
    Spool(Path folder, long memory, long most) {
        this.folder = folder;
        this.memory = (int) Math.max(memory, SMALL);
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        if (size() + length > most) {
            throw new TooLargeException(
                    "it has more than " + most + " octets; letterwing.message.max-size allows more");
        }
        end.write(octets, from, length);
        if (end.size() > memory) {
            file();
        }
    }

    private void file() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile(folder, "sent-", ".tmp");
            try {
                file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } finally {
                Files.delete(path);
            }
        }
        ByteBuffer octets = ByteBuffer.wrap(end.toByteArray());
        filed += octets.remaining();
        while (octets.hasRemaining()) {
            file.write(octets);
        }
        end.reset();
    }

    /** Returns how much was written, in octets. */
    long size() {
        return filed + end.size();
    }

    /** Opens what was written from its start. It may be opened several times. */
    InputStream open() throws IOException {
        InputStream last = new ByteArrayInputStream(end.toByteArray());
        return file == null ? last : new SequenceInputStream(new Filed(), last);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    /** Reads by position, so that readers don't disturb each other. */
    private final class Filed extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(octets, from, length), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
