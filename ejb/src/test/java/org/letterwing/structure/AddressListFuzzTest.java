package org.letterwing.structure;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.mailbox.Envelope.Address;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever a field of addresses says, a list comes out that is not larger than the field. */
class AddressListFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void anyTextIsAListOfAddresses(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        List<Address> addresses = AddressList.of(text);
        int length = addresses.stream().mapToInt(AddressListFuzzTest::length).sum();
        assertTrue(length <= text.length(), () -> addresses.toString());
    }

    private static int length(Address address) {
        return length(address.name()) + length(address.localPart()) + length(address.domain());
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
