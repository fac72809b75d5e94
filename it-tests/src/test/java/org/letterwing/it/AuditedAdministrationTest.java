package org.letterwing.it;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.interceptor.Interceptors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import org.letterwing.directory.ChangeLog;
import org.letterwing.directory.ChangesAreTold;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.OnlyReads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No bean that administers changes something without telling the log of changes. */
class AuditedAdministrationTest {

    private static final List<JavaClass> BEANS = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("org.letterwing")
                    .stream()
                    .filter(type -> type.isAnnotatedWith(RolesAllowed.class))
                    .toList();

    @Test
    void thereAreBeansThatAdminister() {
        assertTrue(BEANS.stream().anyMatch(bean -> bean.isEquivalentTo(DirectoryAdministration.class)));
        assertTrue(BEANS.size() > 4, BEANS::toString);
    }

    @Test
    void eachOneIsWatchedUnlessItOnlyReads() {
        assertEquals(
                List.of(),
                BEANS.stream()
                        .filter(bean -> !bean.isAnnotatedWith(OnlyReads.class) && !isWatched(bean))
                        .toList());
    }

    @Test
    void eachMethodTellsWhatItChangesUnlessItOnlyReads() {
        assertEquals(
                List.of(),
                BEANS.stream()
                        .filter(bean -> !bean.isAnnotatedWith(OnlyReads.class))
                        .flatMap(bean -> bean.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC)
                                && !method.isAnnotatedWith(OnlyReads.class))
                        .filter(method -> !tells(method))
                        .map(JavaMethod::getFullName)
                        .toList());
    }

    private static boolean isWatched(JavaClass bean) {
        return bean.isAnnotatedWith(Interceptors.class)
                && Arrays.asList(bean.getAnnotationOfType(Interceptors.class).value())
                        .contains(ChangesAreTold.class);
    }

    /** Looks into what the method calls in its own class. */
    private static boolean tells(JavaMethod method) {
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(method));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (var call : open.pop().getCallsFromSelf()) {
                var access = call.getTarget();
                if (access.getOwner().isEquivalentTo(ChangeLog.class)) {
                    return true;
                }
                access.resolveMember()
                        .filter(unit -> unit.getOwner().equals(method.getOwner()) && seen.add(unit))
                        .ifPresent(open::push);
            }
        }
        return false;
    }
}
