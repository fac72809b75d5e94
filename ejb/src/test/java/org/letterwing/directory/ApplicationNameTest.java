package org.letterwing.directory;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** An application is named after its deployment, whichever of its modules a class is in. */
class ApplicationNameTest {

    @ParameterizedTest
    @CsvSource({
        "deployment.shop.war, shop.war",
        "deployment.shop.ear, shop.ear",
        "deployment.shop.ear.web.war, shop.ear",
        "deployment.shop-1.2.war, shop-1.2.war",
        "deployment.bears.war, bears.war"
    })
    void aModulesClassesBelongToItsDeployment(String loader, String application) throws Exception {
        Class<?> there = new Loader(loader).loadClass(ApplicationNameTest.class.getName());
        assertEquals(Optional.of(application), ApplicationName.of(there));
    }

    @Test
    void otherClassesBelongToNoApplication() throws Exception {
        assertEquals(Optional.empty(), ApplicationName.of(String.class));
        assertEquals(Optional.empty(), ApplicationName.of(ApplicationNameTest.class));
        assertEquals(
                Optional.empty(),
                ApplicationName.of(new Loader("org.jboss.as.ejb3").loadClass(ApplicationNameTest.class.getName())));
    }

    @ParameterizedTest
    @CsvSource({"shop.war#OrderMail, shop.war", "shop.ear.mail.jar#OrderMail, shop.ear", "shop.war, shop.war"})
    void aListenerBelongsToItsDeployment(String listener, String application) {
        assertEquals(application, ApplicationName.ofListener(listener));
    }

    /** Has this test's class as its own, as the class loader of a deployment has the deployment's. */
    private static final class Loader extends ClassLoader {

        Loader(String name) {
            super(name, ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = getSystemResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] octets = in.readAllBytes();
                return defineClass(name, octets, 0, octets.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
