package org.letterwing.access;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import org.wildfly.elytron.web.undertow.server.servlet.AuthenticationManager;
import org.wildfly.security.auth.server.SecurityDomain;

import org.letterwing.directory.DirectoryAdministration;

/**
 * Lets Jakarta Security sign people in to the security domain in which the enterprise beans check roles, whatever the
 * server's configuration says.
 *
 * <p>Without it a server that was put together from layers ignores the security constraints of {@code web.xml}, and a
 * stock server looks every name up in a realm of its own, which knows none of ours.
 */
public class ContainerSecurity implements ServletExtension {

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        AuthenticationManager.builder()
                .setSecurityDomain(domainOf(DirectoryAdministration.class))
                .setOverrideDeploymentConfig(true)
                .setEnableJaspi(true)
                .setIntegratedJaspi(false) // an identity is what our store says, not what a realm of the server knows
                .build()
                .configure(deployment);
        deployment.setSecurityDisabled(false);
        deployment.addDeploymentCompleteListener(new Release(deployment.getClassLoader()));
    }

    /** Returns the security domain in which a bean is. */
    static SecurityDomain domainOf(Class<?> bean) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(bean.getClassLoader());
        try {
            SecurityDomain domain = SecurityDomain.getCurrent();
            if (domain == null) {
                throw new IllegalStateException("The server has no security domain for enterprise beans: the ejb3"
                        + " subsystem needs the application-security-domain 'other', as in standalone.xml.");
            }
            return domain;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Takes the class loader out of the server's table of security domains, so that it can be collected. */
    private record Release(ClassLoader loader) implements ServletContextListener {

        @Override
        public void contextDestroyed(ServletContextEvent event) {
            SecurityDomain.unregisterClassLoader(loader);
        }
    }
}
