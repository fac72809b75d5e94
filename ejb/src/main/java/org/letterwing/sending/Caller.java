package org.letterwing.sending;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;

import org.letterwing.directory.ApplicationName;

/**
 * The application that calls: the one whose code is next on the stack, above Letterwing's and the server's. This guards
 * against mistakes. Code in the same JVM can make itself another one's.
 *
 * @param application its name
 * @param classLoader what it sees, and handlers of its content types with it
 */
record Caller(String application, ClassLoader classLoader) {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String OURS = ApplicationName.of(Caller.class).orElse("letterwing.ear");

    /** Finds the caller of the current thread; it is Letterwing itself if there is no other. */
    static Caller find() {
        Class<?> type = STACK.walk(frames -> frames.<Class<?>>map(StackFrame::getDeclaringClass)
                        .filter(Caller::isAnotherApplications)
                        .findFirst())
                .orElse(Caller.class);
        return new Caller(ApplicationName.of(type).orElse(OURS), type.getClassLoader());
    }

    private static boolean isAnotherApplications(Class<?> type) {
        Optional<String> application = ApplicationName.of(type);
        return application.isPresent() && !application.get().equals(OURS);
    }
}
