package org.letterwing.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;

import org.junit.jupiter.api.Test;

import org.letterwing.api.Envelope;
import org.letterwing.api.Header;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailMethods;
import org.letterwing.api.MailRejectedException;
import org.letterwing.api.OnMail;
import org.letterwing.api.Param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MethodBindingTest {

    private static final String MAIL = """
            Received: by here\r
            Received: by there\r
            Subject: =?utf-8?Q?=C3=84pfel?=\r
            \r
            ten\r
            """;

    /** Takes mail in all ways that there are. */
    public static class Shop implements MailMethods {

        final List<Object> calls = new ArrayList<>();
        InputStream stream;
        MimeMessage message;

        @OnMail
        @Recipient("orders+{id}@shop.example")
        public void order(
                @Param("id") long id,
                @Header("subject") String subject,
                InboundMail mail,
                MimeMessage parsed,
                Envelope envelope,
                InputStream content)
                throws IOException, MessagingException {
            calls.add("order " + id + " " + subject + " "
                    + parsed.getContent().toString().strip());
            assertEquals(envelope, mail.envelope());
            assertEquals('R', content.read());
            assertNotSame(parsed, message);
            stream = content;
            message = parsed;
        }

        @OnMail
        @Recipient({"orders+*@shop.example", "help@shop.example"})
        public void other(
                @Header("Received") List<String> received,
                @Header("Subject") Optional<String> subject,
                @Header("Reply-To") Optional<String> noReplyTo,
                @Header("Reply-To") String noReplyToEither) {
            calls.add("other " + received + subject + noReplyTo + noReplyToEither);
        }

        @OnMail
        @Recipient("{unit}={id}@shop.example")
        public void two(@Param("id") UUID id, @Param("unit") TimeUnit unit, @Param("id") String text) {
            calls.add(unit + " " + id.equals(UUID.fromString(text)));
        }

        @OnMail
        @Recipient("fails+{how}@shop.example")
        public void fails(@Param("how") String how) throws Exception {
            calls.add("fails");
            switch (how) {
                case "rejection" -> throw new MailRejectedException(554, "5.7.1", "No");
                case "error" -> throw new OutOfMemoryError("in a test");
                default -> throw new IOException("in a test");
            }
        }

        public void noMail(String text) {
            calls.add(text);
        }
    }

    private final Shop shop = new Shop();

    private TestMail deliver(String... recipients) throws Exception {
        TestMail mail = new TestMail(MAIL, recipients);
        try {
            MethodBinding.of(Shop.class).deliver(shop, mail);
        } finally {
            assertEquals(0, mail.open, "streams that are open");
        }
        return mail;
    }

    @Test
    void theMostSpecificPatternWins() throws Exception {
        deliver("orders+7@shop.example");
        assertEquals(List.of("order 7 Äpfel ten"), shop.calls);
    }

    @Test
    void aValueOfAnotherTypeLeadsToTheNextPattern() throws Exception {
        deliver("Orders+seven@Shop.example");
        assertEquals(List.of("other [by here, by there]Optional[Äpfel]Optional.emptynull"), shop.calls);
    }

    @Test
    void eachParameterOfANameHasItsOwnType() throws Exception {
        deliver("days=123e4567-e89b-12d3-a456-426614174000@shop.example");
        assertEquals(List.of("DAYS true"), shop.calls);
    }

    @Test
    void anAddressToWhichNoMethodFitsDoesNotExist() throws Exception {
        MethodBinding binding = MethodBinding.of(Shop.class);
        assertTrue(binding.takes("help@shop.example"));
        assertTrue(binding.takes("hours=123e4567-e89b-12d3-a456-426614174000@shop.example"));
        assertFalse(binding.takes("weeks=123e4567-e89b-12d3-a456-426614174000@shop.example"));
        assertFalse(binding.takes("help@elsewhere.example"));
        MailRejectedException rejection =
                assertThrows(MailRejectedException.class, () -> deliver("help@shop.example", "nobody@shop.example"));
        assertEquals("550 5.1.1 No such recipient here", rejection.getMessage());
        assertEquals(List.of(), shop.calls);
    }

    @Test
    void recipientsLeadToTheirMethodsInOrderAndShareCallsThatAreTheSame() throws Exception {
        deliver(
                "orders+2@shop.example",
                "help@shop.example",
                "orders+1@shop.example",
                "orders+x@shop.example",
                "ORDERS+02@shop.example");
        assertEquals(3, shop.calls.size());
        assertEquals("order 2 Äpfel ten", shop.calls.get(0));
        assertTrue(shop.calls.get(1).toString().startsWith("other"));
        assertEquals("order 1 Äpfel ten", shop.calls.get(2));
    }

    @Test
    void whatAMethodThrowsComesOutAsItIs() {
        assertThrows(MailRejectedException.class, () -> deliver("fails+rejection@shop.example", "help@shop.example"));
        assertThrows(OutOfMemoryError.class, () -> deliver("fails+error@shop.example"));
        assertEquals(
                "in a test",
                assertThrows(IOException.class, () -> deliver("fails+x@shop.example"))
                        .getMessage());
        assertEquals(List.of("fails", "fails", "fails"), shop.calls, "what comes after a failure isn't called");
    }

    @Test
    void patternsAreToldTheMostSpecificFirst() throws Exception {
        assertEquals(
                "[help@shop.example, orders+{id}@shop.example, orders+*@shop.example, fails+{how}@shop.example,"
                        + " {unit}={id}@shop.example]",
                MethodBinding.of(Shop.class).patterns().toString());
    }

    /** Not public, as superclasses may be. */
    abstract static class Desk<T> implements MailMethods {

        final List<String> calls = new ArrayList<>();

        @OnMail
        @Recipient("inherited@shop.example")
        public void inherited() {
            calls.add("inherited");
        }

        @OnMail
        @Recipient("overridden@shop.example")
        public void overridden() {
            calls.add("never");
        }

        public abstract void generic(T mail);
    }

    public static class Counter extends Desk<Envelope> {

        @Override
        public void overridden() {
            calls.add("never either");
        }

        @Override
        @OnMail
        @Recipient("generic@shop.example")
        public void generic(Envelope mail) {
            calls.add("generic");
        }
    }

    @Test
    void methodsOfSuperclassesCountUnlessTheyAreOverridden() throws Exception {
        Counter counter = new Counter();
        MethodBinding binding = MethodBinding.of(Counter.class);
        binding.deliver(counter, new TestMail(MAIL, "inherited@shop.example", "generic@shop.example"));
        assertEquals(List.of("inherited", "generic"), counter.calls);
        assertFalse(binding.takes("overridden@shop.example"));
    }

    private static MessageEndpointFactory factory() {
        return (MessageEndpointFactory) Proxy.newProxyInstance(
                MethodBindingTest.class.getClassLoader(),
                new Class<?>[] {MessageEndpointFactory.class},
                (proxy, asked, arguments) -> !((Method) arguments[0]).isAnnotationPresent(TransactionAttribute.class));
    }

    public static class Mixed implements MailMethods {

        @OnMail
        @Recipient("a@shop.example")
        public void required() {}

        @OnMail
        @Recipient("b@shop.example")
        @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
        public void none() {}
    }

    @Test
    void methodsOfOneBeanShareATransactionOrHaveNone() throws Exception {
        MethodBinding.of(Shop.class).endpoint(factory(), null);
        MethodBinding mixed = MethodBinding.of(Mixed.class);
        String message = assertThrows(InvalidPropertyException.class, () -> mixed.endpoint(factory(), null))
                .getMessage();
        assertTrue(message.startsWith(Mixed.class.getName() + ": "), message);
        assertTrue(message.contains("required") && message.contains("none"), message);
        assertTrue(
                message.endsWith(
                        "differ in their transaction attribute, but one mail may be for both: give them the same"),
                message);
    }
}
