package org.letterwing.console;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QrImageTest {

    @Test
    void theTextBecomesAPictureThatIsItsOwnAddress() {
        String address = new QrImage("otpauth://totp/<x>\"?secret=ABC").address();
        String start = "data:image/svg+xml;base64,";
        assertTrue(address.startsWith(start), address);
        String svg =
                new String(Base64.getDecoder().decode(address.substring(start.length())), StandardCharsets.US_ASCII);
        assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 37 37\""), svg);
        assertFalse(svg.contains("otpauth"), svg);
        // The corner of a finder pattern: seven dark modules below a quiet zone of four.
        for (int x = 4; x < 11; x++) {
            assertTrue(svg.contains("M" + x + ",4h1v1h-1z"), svg);
        }
        assertEquals(-1, svg.indexOf("M11,4h1v1h-1z"));
    }
}
