package org.letterwing.adapter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.letterwing.api.Header;
import org.letterwing.api.MailMethods;
import org.letterwing.api.OnMail;
import org.letterwing.api.Param;
import org.letterwing.spi.AddressPattern;

/** A method of an application's bean that takes mail: its patterns, and where its parameters get their values from. */
final class MailMethod {

    private final Method method;
    private final List<AddressPattern> patterns;
    private final Map<Integer, Capture> captures = new TreeMap<>();
    private final Map<Integer, MailMethodArgument> arguments = new TreeMap<>();

    /** What a parameter gets of the recipient's address. */
    private record Capture(String name, ParamConversion conversion) {}

    /**
     * A call of a method: two recipients that lead to equal calls share one.
     *
     * @param captured the values of the parameters that are captured, by their index
     */
    record Call(MailMethod method, Map<Integer, Object> captured) {

        /** Calls; throws what the method throws. */
        void run(Object bean, OpenedMail mail) throws Exception {
            method.invoke(bean, mail, captured);
        }
    }

    /**
     * Compiles a method.
     *
     * @throws IllegalArgumentException if mail can't be bound to it; the message says why
     */
    MailMethod(Class<?> bean, Method annotated) {
        this.method = callable(bean, annotated);
        this.patterns = patterns(annotated);
        Parameter[] parameters = annotated.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            try {
                bind(i, parameters[i]);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("its parameter " + (i + 1) + " ("
                        + parameters[i].getParameterizedType().getTypeName() + ") " + e.getMessage());
            }
        }
    }

    /** The method as it is seen from outside: of a superclass that isn't public, the public class has another. */
    private static Method callable(Class<?> bean, Method annotated) {
        if (!annotated.isAnnotationPresent(OnMail.class)) {
            throw new IllegalArgumentException("it has @Recipient, and so needs @OnMail too");
        }
        int modifiers = annotated.getModifiers();
        if (!Modifier.isPublic(modifiers) || Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
            throw new IllegalArgumentException("a method with @OnMail must be public, and neither static nor final");
        }
        if (annotated.getReturnType() != void.class) {
            throw new IllegalArgumentException("a method with @OnMail must return nothing (void)");
        }
        try {
            return bean.getMethod(annotated.getName(), annotated.getParameterTypes());
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<AddressPattern> patterns(Method annotated) {
        MailMethods.Recipient recipient = annotated.getAnnotation(MailMethods.Recipient.class);
        if (recipient == null || recipient.value().length == 0) {
            throw new IllegalArgumentException("it needs a @Recipient that names the addresses whose mail it takes,"
                    + " such as @Recipient(\"orders+{id}@shop.example\")");
        }
        return Stream.of(recipient.value()).map(AddressPattern::parse).toList();
    }

    private void bind(int index, Parameter parameter) {
        Param param = parameter.getAnnotation(Param.class);
        if (param == null) {
            arguments.put(index, MailMethodArgument.of(parameter));
            return;
        }
        if (parameter.isAnnotationPresent(Header.class)) {
            throw new IllegalArgumentException("has both @Param and @Header: remove one of them");
        }
        for (AddressPattern pattern : patterns) {
            if (!pattern.names().contains(param.value())) {
                throw new IllegalArgumentException("has @Param(\"" + param.value() + "\"), but there is no {"
                        + param.value() + "} in the pattern " + pattern);
            }
        }
        ParamConversion conversion = ParamConversion.to(parameter.getType())
                .orElseThrow(
                        () -> new IllegalArgumentException("has @Param, and so must be a " + ParamConversion.TYPES));
        captures.put(index, new Capture(param.value(), conversion));
    }

    /** Returns the method to call on an endpoint. */
    Method method() {
        return method;
    }

    List<AddressPattern> patterns() {
        return patterns;
    }

    /** Returns the call to which a recipient leads by one of the patterns; empty if it doesn't fit. */
    Optional<Call> call(AddressPattern pattern, String address) {
        return pattern.captures(address).flatMap(this::converted);
    }

    private Optional<Call> converted(Map<String, String> texts) {
        Map<Integer, Object> captured = new HashMap<>();
        captures.forEach((index, capture) ->
                capture.conversion().convert(texts.get(capture.name())).ifPresent(value -> captured.put(index, value)));
        return captured.size() == captures.size() ? Optional.of(new Call(this, captured)) : Optional.empty();
    }

    private void invoke(Object bean, OpenedMail mail, Map<Integer, Object> captured) throws Exception {
        Object[] values = new Object[captures.size() + arguments.size()];
        captured.forEach((index, value) -> values[index] = value);
        for (Map.Entry<Integer, MailMethodArgument> argument : arguments.entrySet()) {
            values[argument.getKey()] = argument.getValue().value(mail);
        }
        try {
            method.invoke(bean, values);
        } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
        }
    }

    private static Exception thrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (Exception) cause;
    }

    /** Returns the method's name. */
    @Override
    public String toString() {
        return method.getName();
    }
}
