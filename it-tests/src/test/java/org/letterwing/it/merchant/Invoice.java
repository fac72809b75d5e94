package org.letterwing.it.merchant;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import jakarta.activation.ActivationDataFlavor;
import jakarta.activation.DataContentHandler;
import jakarta.activation.DataSource;

/**
 * Content of a type that the application alone knows.
 *
 * @param number what it says
 */
public record Invoice(int number) {

    static final String TYPE = "application/x-invoice";

    /** Writes invoices into mails; {@code META-INF/mailcap} names it. */
    public static class Handler implements DataContentHandler {

        @Override
        public ActivationDataFlavor[] getTransferDataFlavors() {
            return new ActivationDataFlavor[0];
        }

        @Override
        public Object getTransferData(ActivationDataFlavor flavor, DataSource source) {
            return null;
        }

        @Override
        public Object getContent(DataSource source) {
            return null;
        }

        @Override
        public void writeTo(Object invoice, String type, OutputStream out) throws IOException {
            out.write(("invoice " + ((Invoice) invoice).number()).getBytes(StandardCharsets.US_ASCII));
        }
    }
}
