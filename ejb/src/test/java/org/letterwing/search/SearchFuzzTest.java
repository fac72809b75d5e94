package org.letterwing.search;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.letterwing.structure.StructureReader;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Any octets may be a message that is searched. */
class SearchFuzzTest {

    @FuzzTest(maxDuration = "8s")
    void anyMessageHasText(byte[] octets) throws IOException {
        var structure = StructureReader.read(new ByteArrayInputStream(octets)).structure();
        IndexedText text = new IndexedText();
        MessageText.read(new ByteArrayInputStream(octets), structure, text);
        if (!text.body().isEmpty()
                && text.body().indexOf(FoldedText.SEPARATOR) == text.body().length() - 1) {
            String whole = text.body().substring(0, text.body().length() - 1);
            TextMatch match = new TextMatch(whole, false);
            MessageText.read(new ByteArrayInputStream(octets), structure, match);
            assertTrue(match.found() || whole.isEmpty());
        }
        String field = new String(octets, StandardCharsets.ISO_8859_1);
        SentDate.of(field);
        BaseSubject.of(field);
        MessageIds.of(field);
        EncodedWords.decode(field);
    }
}
