package org.letterwing.it;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Who may know whom: {@code web ─► ejb ─► api ◄─ adapter ─► protocol}, and all of them what a mailbox is. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isProduct)
            .importPackages("org.letterwing");

    private static final DescribedPredicate<JavaClass> API = room("rar/api");
    private static final DescribedPredicate<JavaClass> MAILBOX = resideInAPackage("org.letterwing.mailbox");
    private static final DescribedPredicate<JavaClass> PROTOCOL = room("rar/protocol");
    private static final DescribedPredicate<JavaClass> ADAPTER = room("rar/adapter");
    private static final DescribedPredicate<JavaClass> EJB = room("ejb");
    private static final DescribedPredicate<JavaClass> WEB = room("web");

    @Test
    void theApiKnowsNobody() {
        check(noClasses()
                .that(API)
                .should()
                .dependOnClassesThat(PROTOCOL.or(ADAPTER).or(EJB).or(WEB)));
    }

    @Test
    void protocolEnginesKnowNobody() {
        check(noClasses()
                .that(PROTOCOL)
                .should()
                .dependOnClassesThat(API.and(DescribedPredicate.not(MAILBOX))
                        .or(ADAPTER)
                        .or(EJB)
                        .or(WEB)));
    }

    @Test
    void whatAMailboxIsNeedsNothingElse() {
        check(noClasses().that(MAILBOX).should().dependOnClassesThat(API.and(DescribedPredicate.not(MAILBOX))));
        check(noClasses().that(MAILBOX).should().dependOnClassesThat(resideInAPackage("jakarta..")));
    }

    @Test
    void protocolEnginesKnowNothingOfJakarta() {
        check(noClasses().that(PROTOCOL).should().dependOnClassesThat(resideInAPackage("jakarta..")));
    }

    @Test
    void theAdapterKnowsApiAndProtocolAlone() {
        check(noClasses().that(ADAPTER).should().dependOnClassesThat(EJB.or(WEB)));
    }

    @Test
    void theMailSystemKnowsTheApiAlone() {
        check(noClasses()
                .that(EJB)
                .should()
                .dependOnClassesThat(PROTOCOL.or(ADAPTER).or(WEB)));
    }

    @Test
    void theMailSystemOpensNoSocket() {
        check(noClasses()
                .that(EJB)
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.netty..", "javax.net..")
                        .or(belongToAnyOf(
                                java.net.Socket.class,
                                java.net.ServerSocket.class,
                                java.net.DatagramSocket.class,
                                java.nio.channels.SocketChannel.class,
                                java.nio.channels.ServerSocketChannel.class))));
    }

    @Test
    void theWebCallsTheMailSystemAlone() {
        check(noClasses().that(WEB).should().dependOnClassesThat(PROTOCOL.or(ADAPTER)));
    }

    @Test
    void viewsAndResourcesHoldNoEntityManager() {
        check(noClasses().that(WEB).should().dependOnClassesThat(resideInAPackage("jakarta.persistence..")));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("org.letterwing.(*)..").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }

    /** A module's classes, told by where the build put them. */
    private static DescribedPredicate<JavaClass> room(String module) {
        return DescribedPredicate.describe(
                "are in " + module,
                type -> type.getSource()
                        .map(source -> source.getUri().toString().contains("/" + module + "/target/"))
                        .orElse(false));
    }

    /** Leaves out test classes, those of another module's test jar too. */
    private static boolean isProduct(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
}
