package org.letterwing.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;

/** Recodes a mail while it is read, as was planned. */
final class RecodingStream extends InputStream {

    private final InputStream source;
    private final Iterator<Treatment> plan;
    private final MimeReader reader = new MimeReader(new Writer());
    private final byte[] octets = new byte[16 * 1024];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private OutputStream encoder = out;
    private byte[] ready = {};
    private int at;
    private boolean ended;

    RecodingStream(InputStream source, List<Treatment> plan) {
        this.source = source;
        this.plan = plan.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        while (at == ready.length && !ended) {
            fill();
        }
        if (at == ready.length) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, into, from, count);
        at += count;
        return count;
    }

    private void fill() throws IOException {
        try {
            int count = source.read(octets);
            if (count >= 0) {
                reader.read(octets, 0, count);
            } else {
                ended = true;
                reader.end();
            }
        } catch (InconvertibleException e) {
            throw new IOException("The mail has changed since it was looked at: " + e.getMessage(), e);
        }
        ready = out.toByteArray();
        out.reset();
        at = 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Writes the recoded mail. */
    private final class Writer implements MimeReader.Handler {

        @Override
        public void header(EntityHeader header) {
            Treatment treatment = plan.hasNext() ? plan.next() : Treatment.NONE;
            out.writeBytes(treatment
                    .encoding()
                    .map(encoding -> header.with(encoding, treatment.unknownCharset()))
                    .orElseGet(header::octets));
            encoder = treatment.encoding().orElse(TransferEncoding.BINARY).into(out);
        }

        @Override
        public void body(byte[] body, int from, int to) throws IOException {
            encoder.write(body, from, to - from);
        }

        @Override
        public void endOfBody() throws IOException {
            encoder.close();
        }

        @Override
        public void between(byte[] between, int from, int to) {
            out.write(between, from, to - from);
        }
    }
}
