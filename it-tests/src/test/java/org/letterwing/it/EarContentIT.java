package org.letterwing.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is in {@code letterwing.ear}: everything once, in the place where its class loader looks, and no API jar. */
class EarContentIT {

    private static final String OF_THE_ADAPTER =
            "letterwing-(adapter|protocol)|netty-[a-z-]+|dnsjava|nimbus-jose-jwt|scram-(client|common)";

    /** Every file of the archive and of the archives in it, as {@code letterwing.rar!/netty-common.jar}. */
    private static final List<String> FILES = new ArrayList<>();

    @BeforeAll
    static void list() throws IOException {
        try (InputStream ear = Files.newInputStream(ServerFolder.ear())) {
            list("", ear);
        }
    }

    @Test
    void modulesHaveTheirFixedNames() {
        assertEquals(
                Set.of("letterwing.rar", "letterwing-ejb.jar", "letterwing-web.war"),
                FILES.stream().filter(file -> file.matches("[^/!]+")).collect(Collectors.toSet()));
    }

    @Test
    void whatAllModulesShareIsInTheLibraryFolder() {
        assertEquals(
                new TreeSet<>(Set.of(
                        "flyway-core.jar",
                        "flyway-database-postgresql.jar",
                        "h2.jar",
                        "jackson-annotations.jar",
                        "jackson-core.jar",
                        "jackson-databind.jar",
                        "java-otp.jar",
                        "letterwing-api.jar",
                        "lucene-core.jar",
                        "postgresql.jar",
                        "saslprep.jar",
                        "stringprep.jar")),
                jarsUnder("lib/"));
    }

    @Test
    void theResourceAdapterBringsEnginesAndNettyButNotTheApi() {
        Set<String> jars = jarsUnder("letterwing.rar!/");
        assertTrue(jars.stream().allMatch(jar -> jar.matches("(" + OF_THE_ADAPTER + ").*\\.jar")), jars::toString);
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("letterwing-adapter")), jars::toString);
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("letterwing-protocol")), jars::toString);
        assertTrue(jars.stream().anyMatch(jar -> jar.startsWith("netty-transport")), jars::toString);
    }

    @Test
    void noClassIsThereTwice() {
        Set<String> seen = new HashSet<>();
        List<String> twice = FILES.stream()
                .filter(file -> file.endsWith(".class"))
                .map(file -> file.substring(file.lastIndexOf("!/") + 2).replace("WEB-INF/classes/", ""))
                .filter(type -> !type.endsWith("module-info.class") && !type.startsWith("META-INF/"))
                .filter(type -> !seen.add(type))
                .toList();
        assertEquals(List.of(), twice);
    }

    @Test
    void theServersOwnApisAreNotBundled() {
        assertEquals(
                List.of(),
                FILES.stream().filter(file -> file.contains("!/jakarta/")).toList());
    }

    private static Set<String> jarsUnder(String folder) {
        return FILES.stream()
                .filter(file -> file.startsWith(folder) && file.endsWith(".jar"))
                .map(file -> file.substring(folder.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void list(String prefix, InputStream archive) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                FILES.add(prefix + entry.getName());
            }
            if (entry.getName().matches(".*\\.(jar|rar|war)")) {
                list(prefix + entry.getName() + "!/", zip);
            }
        }
    }
}
