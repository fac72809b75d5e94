package org.letterwing.it;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.RolesAllowed;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.letterwing.directory.Login;
import org.letterwing.directory.ManagedDomains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What administrators of some domains may call is decided for each method, and no method is open to them by chance. */
class AdministeringRolesTest {

    private static final Set<String> OPEN = new TreeSet<>(Set.of(
            "CredentialAdministration.applicationPasswords",
            "CredentialAdministration.removeApplicationPassword",
            "CredentialAdministration.removeSecondFactor",
            "DirectoryAdministration.domains",
            "DirectoryAdministration.domain",
            "DirectoryAdministration.limits",
            "DirectoryAdministration.addAccount",
            "DirectoryAdministration.problems",
            "DirectoryAdministration.accounts",
            "DirectoryAdministration.account",
            "DirectoryAdministration.changeAccount",
            "DirectoryAdministration.forwarding",
            "DirectoryAdministration.forward",
            "DirectoryAdministration.removeAccount",
            "DirectoryAdministration.addAlias",
            "DirectoryAdministration.aliases",
            "DirectoryAdministration.alias",
            "DirectoryAdministration.removeAlias",
            "KeyAdministration.keys",
            "KeyAdministration.rotate",
            "KeyAdministration.activate",
            "KeyAdministration.dns",
            "QueueAdministration.entry",
            "QueueAdministration.retry",
            "QueueAdministration.hold",
            "QueueAdministration.release",
            "QueueAdministration.delete",
            "QueueSearch.list",
            "QueueSearch.mail",
            "MailTrace.mails"));

    private static final List<JavaMethod> METHODS = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("org.letterwing")
                    .stream()
                    .filter(AdministeringRolesTest::checksRoles)
                    .flatMap(bean -> bean.getMethods().stream())
                    .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                            && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .toList();

    private static boolean checksRoles(JavaClass type) {
        return type.isAnnotatedWith(RolesAllowed.class)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(RolesAllowed.class));
    }

    @Test
    void onlyTheseAreOpenToAdministratorsOfDomains() {
        assertEquals(
                OPEN,
                METHODS.stream()
                        .filter(method -> roles(method).contains(Login.DOMAIN_ADMINISTRATOR))
                        .map(AdministeringRolesTest::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void eachMethodIsForAdministratorsOrForOwnersOfAccounts() {
        assertTrue(METHODS.size() > OPEN.size(), METHODS::toString);
        assertEquals(
                List.of(),
                METHODS.stream()
                        .filter(method -> !roles(method).contains(Login.ADMINISTRATOR)
                                && !roles(method).equals(Set.of(Login.USER)))
                        .map(AdministeringRolesTest::name)
                        .toList());
    }

    @Test
    void eachBeanThatIsOpenToThemAsksWhichDomainsTheyHave() {
        assertEquals(
                List.of(),
                METHODS.stream()
                        .filter(method -> roles(method).contains(Login.DOMAIN_ADMINISTRATOR))
                        .map(JavaMethod::getOwner)
                        .distinct()
                        .filter(bean -> bean.getMethodCallsFromSelf().stream()
                                .noneMatch(call -> call.getTargetOwner().isEquivalentTo(ManagedDomains.class)))
                        .map(JavaClass::getSimpleName)
                        .toList());
    }

    private static String name(JavaMethod method) {
        return method.getOwner().getSimpleName() + "." + method.getName();
    }

    private static Set<String> roles(JavaMethod method) {
        return Stream.of(
                        method.tryGetAnnotationOfType(RolesAllowed.class),
                        method.getOwner().tryGetAnnotationOfType(RolesAllowed.class))
                .filter(Optional::isPresent)
                .findFirst()
                .map(roles -> Arrays.stream(roles.get().value()).collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
