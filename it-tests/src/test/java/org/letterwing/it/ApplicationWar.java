package org.letterwing.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import org.letterwing.api.MailListener;

/** An application's archive as its developers would build it: compiled against the API jar, which it doesn't bundle. */
final class ApplicationWar {

    private static final String DEPENDENCY = """
            <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
              <deployment>
                <dependencies>
                  <module name="deployment.letterwing.ear">%s</module>
                </dependencies>
              </deployment>
            </jboss-deployment-structure>
            """;

    private static final String EAR_DEPENDENCY = """
            <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
              <sub-deployment name="beans.jar">
                <dependencies>
                  <module name="deployment.letterwing.ear"/>
                </dependencies>
              </sub-deployment>
            </jboss-deployment-structure>
            """;

    private ApplicationWar() {}

    /** Builds an archive from the sources of a package of the tests. */
    static WebArchive build(String name, String packageName) {
        return build(name, packageName, "");
    }

    /** Builds an archive whose sessions of Jakarta Mail know Letterwing. */
    static WebArchive buildWithTransport(String name, String packageName) {
        return build(name, packageName, "<imports><include path=\"META-INF\"/></imports>");
    }

    private static WebArchive build(String name, String packageName, String imports) {
        return build(name, Path.of("src/test/java", packageName.split("\\.")), DEPENDENCY.formatted(imports));
    }

    /** Builds an archive from the sources in a folder, with a {@code jboss-deployment-structure.xml}. */
    static WebArchive build(String name, Path sources, String structure) {
        Path classes = classes(name);
        compile(sources, classes);
        return ShrinkWrap.create(WebArchive.class, name)
                .as(ExplodedImporter.class)
                .importDirectory(classes.toFile())
                .as(WebArchive.class)
                .addAsWebInfResource(new StringAsset(structure), "jboss-deployment-structure.xml");
    }

    private static Path classes(String name) {
        return Path.of(System.getProperty("letterwing.test.directory", "target"), "applications", name);
    }

    /** Builds an enterprise archive with one module of beans, from the sources of a package of the tests. */
    static EnterpriseArchive buildEar(String name, String packageName) {
        Path classes = classes(name);
        compile(Path.of("src/test/java", packageName.split("\\.")), classes);
        JavaArchive beans = ShrinkWrap.create(JavaArchive.class, "beans.jar")
                .as(ExplodedImporter.class)
                .importDirectory(classes.resolve("WEB-INF/classes").toFile())
                .as(JavaArchive.class);
        return ShrinkWrap.create(EnterpriseArchive.class, name)
                .addAsModule(beans)
                .addAsManifestResource(new StringAsset(EAR_DEPENDENCY), "jboss-deployment-structure.xml");
    }

    private static void compile(Path sources, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (Stream<Path> files = Files.list(sources);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Path output = Files.createDirectories(classes.resolve("WEB-INF/classes"));
            List<String> options = List.of("--release", "17", "-d", output.toString(), "-classpath", classpath());
            List<Path> units = new ArrayList<>(files.toList());
            if (!compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(units))
                    .call()) {
                throw new AssertionError("An application doesn't compile against the API jar alone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Letterwing's API, Jakarta EE's, and the annotation that names the resource adapter. */
    private static String classpath() {
        return Stream.of(MailListener.class, MessageDriven.class, ResourceAdapter.class)
                .map(ApplicationWar::jar)
                .collect(Collectors.joining(File.pathSeparator));
    }

    static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
