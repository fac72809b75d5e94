package org.letterwing.it;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.event.SetupContainer;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The one server that {@link SharedServer} tests use: Arquillian starts it, on a database that a property names. */
public final class SharedHost implements LoadableExtension {

    private static final MailHost HOST = new MailHost(Ports.free(), MailHost.ADMIN_PASSWORD);
    private static final ServerFolder FOLDER = ServerFolder.provisioned("shared");

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Configurator.class).observer(Watch.class);
    }

    /** Tells Arquillian where the server lies, before it starts it. */
    public static final class Configurator {

        void configure(@Observes(precedence = 1) SetupContainer event) {
            List<String> arguments = new ArrayList<>(FOLDER.arguments());
            arguments.addAll(HOST.ports().arguments());
            arguments.add("-Dletterwing.admin.password=" + HOST.adminPassword());
            arguments.add(MailHost.NO_BANS);
            arguments.add(EmptyDns.argument());
            arguments.addAll(Database.named(System.getProperty("letterwing.test.database", "embedded"))
                    .arguments());
            ContainerDef container = event.getContainer().getContainerConfiguration();
            container.overrideProperty("jbossHome", FOLDER.home().toString());
            container.overrideProperty(
                    "managementPort", Integer.toString(HOST.ports().management()));
            container.overrideProperty(
                    "jbossArguments", arguments.stream().map(a -> '"' + a + '"').collect(Collectors.joining(" ")));
        }
    }

    /** Fails all classes at once if the server doesn't take mail. */
    public static final class Watch {

        void await(@Observes AfterStart event) {
            HOST.awaitReady(FOLDER::failure);
        }
    }

    /** Gives the running server to a test that asks for a {@link MailHost}. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == MailHost.class;
        }

        @Override
        public MailHost resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return HOST;
        }
    }
}
