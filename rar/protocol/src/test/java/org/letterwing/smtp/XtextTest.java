package org.letterwing.smtp;

import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class XtextTest {

    private static final int STACK = 256 * 1024;

    /** A command line may be so long, and the threads that read it have a stack of a megabyte or less. */
    @Test
    void theLengthTakesNoStack() throws Exception {
        String text = "a+b=c\\".repeat(5000);
        var read = new FutureTask<>(() -> Xtext.decode(text.replace("+", "+2B").replace("=", "+3D")));
        new Thread(null, read, "small", STACK).start();
        assertEquals(text, read.get());
        var unicode = new FutureTask<>(() -> Xtext.decodeUnicode(
                text.replace("\\", "\\x{5C}").replace("+", "\\x{2B}").replace("=", "\\x{3D}")));
        new Thread(null, unicode, "small", STACK).start();
        assertEquals(text, unicode.get());
    }
}
