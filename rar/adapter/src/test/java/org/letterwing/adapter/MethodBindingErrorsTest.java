package org.letterwing.adapter;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import jakarta.resource.spi.InvalidPropertyException;

import org.junit.jupiter.api.Test;

import org.letterwing.api.Header;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailMethods;
import org.letterwing.api.OnMail;
import org.letterwing.api.Param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What is said of beans to which mail can't be bound: each error names bean, method and reason. */
class MethodBindingErrorsTest {

    private static void assertError(Class<?> bean, String reason) {
        assertEquals(
                bean.getName() + reason,
                assertThrows(InvalidPropertyException.class, () -> MethodBinding.of(bean))
                        .getMessage());
    }

    public static class Empty implements MailMethods {
        public void take(InboundMail mail) {}
    }

    @Test
    void aBeanWithoutMethods() {
        assertError(Empty.class, " implements MailMethods, and so needs a public method with @OnMail and @Recipient");
    }

    public static class Unmarked implements MailMethods {
        @Recipient("a@shop.example")
        public void take(InboundMail mail) {}
    }

    @Test
    void aRecipientWithoutOnMail() {
        assertError(Unmarked.class, ".take: it has @Recipient, and so needs @OnMail too");
    }

    public static class Addressless implements MailMethods {
        @OnMail
        public void take(InboundMail mail) {}
    }

    public static class NoPattern implements MailMethods {
        @OnMail
        @Recipient({})
        public void take(InboundMail mail) {}
    }

    @Test
    void aMethodWithoutRecipient() {
        for (Class<?> bean : List.of(Addressless.class, NoPattern.class)) {
            assertError(
                    bean,
                    ".take: it needs a @Recipient that names the addresses whose mail it takes,"
                            + " such as @Recipient(\"orders+{id}@shop.example\")");
        }
    }

    public static class Hidden implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        void take(InboundMail mail) {}
    }

    public static class Static implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public static void take(InboundMail mail) {}
    }

    public static class Final implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public final void take(InboundMail mail) {}
    }

    @Test
    void aMethodThatTheContainerDoesNotExpose() {
        for (Class<?> bean : List.of(Hidden.class, Static.class, Final.class)) {
            assertError(bean, ".take: a method with @OnMail must be public, and neither static nor final");
        }
    }

    public static class Answering implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public String take(InboundMail mail) {
            return "250";
        }
    }

    @Test
    void aMethodThatReturnsSomething() {
        assertError(Answering.class, ".take: a method with @OnMail must return nothing (void)");
    }

    public static class BadPattern implements MailMethods {
        @OnMail
        @Recipient({"a@shop.example", "shop.example"})
        public void take(InboundMail mail) {}
    }

    @Test
    void aPatternThatIsNone() {
        assertError(
                BadPattern.class,
                ".take: 'shop.example' is neither an address such as orders@shop.example nor a pattern such as *@shop.example");
    }

    public static class Same implements MailMethods {
        @OnMail
        @Recipient("orders+{id}@shop.example")
        public void take(@Param("id") long id) {}

        @OnMail
        @Recipient({"Orders+{name}@Shop.example", "a@shop.example"})
        public void take(InboundMail mail) {}
    }

    public static class Twice implements MailMethods {
        @OnMail
        @Recipient({"a@shop.example", "A@shop.example"})
        public void take(InboundMail mail) {}
    }

    @Test
    void twoPatternsThatTakeTheSame() {
        String message = assertThrows(InvalidPropertyException.class, () -> MethodBinding.of(Same.class))
                .getMessage();
        // in which order methods are declared, reflection doesn't tell
        assertEquals(
                Same.class.getName() + ".take: its pattern orders+{}@shop.example wants the same mail as"
                        + " orders+{}@shop.example of take: change one of them",
                message.replaceAll("\\{[a-z]+}", "{}"));
        assertError(
                Twice.class,
                ".take: its pattern a@shop.example wants the same mail as a@shop.example of take:"
                        + " change one of them");
    }

    public static class Dated implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public void take(InboundMail mail, LocalDate day) {}
    }

    @Test
    void aParameterThatIsNothingOfAMail() {
        assertError(
                Dated.class,
                ".take: its parameter 2 (java.time.LocalDate) has neither @Param nor @Header, and so must be an"
                        + " InboundMail, Envelope, MimeMessage or InputStream");
    }

    public static class DatedParam implements MailMethods {
        @OnMail
        @Recipient("a+{day}@shop.example")
        public void take(@Param("day") LocalDate day) {}
    }

    @Test
    void aCaptureOfATypeWithoutConversion() {
        assertError(
                DatedParam.class,
                ".take: its parameter 1 (java.time.LocalDate) has @Param, and so must be a String, int, long,"
                        + " Integer, Long, UUID or an enum");
    }

    public static class NoCapture implements MailMethods {
        @OnMail
        @Recipient({"a+{id}@shop.example", "b+{nr}@shop.example"})
        public void take(@Param("id") long id) {}
    }

    @Test
    void aNameThatAPatternDoesNotCapture() {
        assertError(
                NoCapture.class,
                ".take: its parameter 1 (long) has @Param(\"id\"), but there is no {id} in the pattern"
                        + " b+{nr}@shop.example");
    }

    public static class NumberField implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public void take(@Header("X-Number") long number) {}
    }

    public static class NumberFields implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public void take(@Header("X-Number") List<Long> numbers) {}
    }

    public static class RawOptional implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        @SuppressWarnings("rawtypes")
        public void take(@Header("X-Number") Optional number) {}
    }

    @Test
    void aHeaderFieldOfAnotherType() {
        String reason = " has @Header, and so must be a String, Optional<String> or List<String>";
        assertError(NumberField.class, ".take: its parameter 1 (long)" + reason);
        assertError(NumberFields.class, ".take: its parameter 1 (java.util.List<java.lang.Long>)" + reason);
        assertError(RawOptional.class, ".take: its parameter 1 (java.util.Optional)" + reason);
    }

    public static class BadField implements MailMethods {
        @OnMail
        @Recipient("a@shop.example")
        public void take(@Header("Subject:") String subject) {}
    }

    @Test
    void aNameThatIsNoneOfAHeaderField() {
        assertError(
                BadField.class,
                ".take: its parameter 1 (java.lang.String) has @Header(\"Subject:\"), but that is no name of a header"
                        + " field");
    }

    public static class Both implements MailMethods {
        @OnMail
        @Recipient("a+{id}@shop.example")
        public void take(@Param("id") @Header("Subject") String text) {}
    }

    @Test
    void aParameterThatWouldHaveTwoValues() {
        assertError(
                Both.class,
                ".take: its parameter 1 (java.lang.String) has both @Param and @Header: remove one of them");
    }
}
