package org.letterwing.sending;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import org.letterwing.testing.DeploymentLoader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

/** The caller is the application whose code is nearest, whatever of the server lies between. */
class CallerTest {

    /** Code of an application: makes a call out of one that it goes on with. */
    public static final class Code implements UnaryOperator<Supplier<Object>> {
        @Override
        public Supplier<Object> apply(Supplier<Object> call) {
            return () -> call.get();
        }
    }

    @SuppressWarnings("unchecked")
    private static UnaryOperator<Supplier<Object>> code(String module) {
        try {
            return (UnaryOperator<Supplier<Object>>)
                    DeploymentLoader.load(module, Code.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNearestApplicationCalls() {
        UnaryOperator<Supplier<Object>> shop = code("deployment.shop.ear.web.war");
        Supplier<Object> call = code("deployment.front.war").apply(shop.apply(Caller::find));
        assertEquals(new Caller("shop.ear", shop.getClass().getClassLoader()), call.get());
    }

    @Test
    void theServersCodeIsPassedOver() {
        Supplier<Object> call =
                code("deployment.shop.war").apply(code("org.jboss.as.ejb3").apply(Caller::find));
        assertEquals("shop.war", ((Caller) call.get()).application());
    }

    @Test
    void withoutAnApplicationItIsLetterwing() {
        assertEquals("letterwing.ear", Caller.find().application());
        assertSame(Caller.class.getClassLoader(), Caller.find().classLoader());
    }
}
