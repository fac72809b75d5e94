package org.letterwing.console;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class CsvTest {

    @Test
    void readsQuotesAndKnowsTheLines() {
        assertEquals(
                List.of(
                        new Csv.Row(1, List.of("a", "b c", "")),
                        new Csv.Row(2, List.of("x\n\"y\"", "1,2")),
                        new Csv.Row(5, List.of("end"))),
                Csv.read("a,b c,\r\n\"x\n\"\"y\"\"\",\"1,2\"\n\nend"));
        assertEquals(List.of(), Csv.read(""));
        assertEquals(List.of(), Csv.read("\n  \n"));
        assertEquals(List.of(new Csv.Row(1, List.of("a", "b\nc\n"))), Csv.read("a,\"b\nc"));
    }

    @Test
    void whatItWritesIsNoFormulaAndReadsTheSame() {
        assertEquals("'=1+1", Csv.field("=1+1"));
        assertEquals("'@x", Csv.field("@x"));
        assertEquals("\"'+a,b\"", Csv.field("+a,b"));
        assertEquals("", Csv.field(null));
        for (String text : List.of("a,b", "say \"hi\"", "two\nlines", "plain")) {
            assertEquals(List.of(text), Csv.read(Csv.field(text)).get(0).fields());
        }
    }
}
