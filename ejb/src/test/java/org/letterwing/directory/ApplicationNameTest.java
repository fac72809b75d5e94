package org.letterwing.directory;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.letterwing.testing.DeploymentLoader;

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
    void aModulesClassesBelongToItsDeployment(String loader, String application) {
        assertEquals(
                Optional.of(application), ApplicationName.of(DeploymentLoader.load(loader, ApplicationNameTest.class)));
    }

    @Test
    void otherClassesBelongToNoApplication() {
        assertEquals(Optional.empty(), ApplicationName.of(String.class));
        assertEquals(Optional.empty(), ApplicationName.of(ApplicationNameTest.class));
        assertEquals(
                Optional.empty(),
                ApplicationName.of(DeploymentLoader.load("org.jboss.as.ejb3", ApplicationNameTest.class)));
    }

    @ParameterizedTest
    @CsvSource({"shop.war#OrderMail, shop.war", "shop.ear.mail.jar#OrderMail, shop.ear", "shop.war, shop.war"})
    void aListenerBelongsToItsDeployment(String listener, String application) {
        assertEquals(application, ApplicationName.ofListener(listener));
    }
}
