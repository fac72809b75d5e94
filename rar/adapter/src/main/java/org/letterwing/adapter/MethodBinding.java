package org.letterwing.adapter;

import java.lang.reflect.Method;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.letterwing.adapter.MailMethod.Call;
import org.letterwing.api.InboundMail;
import org.letterwing.api.MailMethods;
import org.letterwing.api.MailRejectedException;
import org.letterwing.api.OnMail;
import org.letterwing.api.Recipient;
import org.letterwing.spi.AddressPattern;
import org.letterwing.spi.Refusals;

/**
 * The methods of a {@link MailMethods} bean, compiled once from its class: tells which recipients they take, and calls
 * those to which the recipients of a mail lead. Thread-safe.
 */
final class MethodBinding {

    private final Class<?> bean;
    private final List<MailMethod> methods = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();

    /** A pattern that leads to a method. */
    private record Route(AddressPattern pattern, MailMethod method) {

        /** A pattern that captures before one that only takes: what can't be converted goes to the other. */
        private static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparing(
                        Route::pattern, AddressPattern.MOST_SPECIFIC_FIRST)
                .thenComparing(route -> -route.pattern().names().size());

        private boolean isAmbiguousWith(Route other) {
            return MOST_SPECIFIC_FIRST.compare(this, other) == 0 && pattern.isAmbiguousWith(other.pattern);
        }
    }

    private MethodBinding(Class<?> bean) {
        this.bean = bean;
    }

    /**
     * Compiles a bean's methods.
     *
     * @throws InvalidPropertyException if mail can't be bound to them; its message names bean, method and reason
     */
    static MethodBinding of(Class<?> bean) throws InvalidPropertyException {
        MethodBinding binding = new MethodBinding(bean);
        for (Method method : methodsOf(bean)) {
            if (method.isAnnotationPresent(OnMail.class) || method.isAnnotationPresent(MailMethods.Recipient.class)) {
                binding.add(method);
            }
        }
        if (binding.methods.isEmpty()) {
            throw new InvalidPropertyException(bean.getName() + " implements MailMethods, and so needs a public method"
                    + " with @OnMail and @Recipient");
        }
        binding.routes.sort(Route.MOST_SPECIFIC_FIRST);
        return binding;
    }

    /** All methods, those of superclasses too that aren't overridden, but not those that the compiler added. */
    private static Collection<Method> methodsOf(Class<?> bean) {
        Map<String, Method> methods = new LinkedHashMap<>();
        for (Class<?> type = bean; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (!method.isBridge()) {
                    methods.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
                }
            }
        }
        return methods.values();
    }

    private void add(Method annotated) throws InvalidPropertyException {
        try {
            MailMethod method = new MailMethod(bean, annotated);
            methods.add(method);
            for (AddressPattern pattern : method.patterns()) {
                add(new Route(pattern, method));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidPropertyException(bean.getName() + "." + annotated.getName() + ": " + e.getMessage());
        }
    }

    private void add(Route route) {
        for (Route other : routes) {
            if (route.isAmbiguousWith(other)) {
                throw new IllegalArgumentException("its pattern " + route.pattern() + " wants the same mail as "
                        + other.pattern() + " of " + other.method() + ": change one of them");
            }
        }
        routes.add(route);
    }

    /** Returns the patterns of all methods, the most specific first. */
    List<AddressPattern> patterns() {
        return routes.stream().map(Route::pattern).toList();
    }

    /** Returns whether there is a method for a recipient's address; else there is no such recipient. */
    boolean takes(String address) {
        return call(address).isPresent();
    }

    /** The directory compares addresses in NFC too. */
    private Optional<Call> call(String address) {
        String composed = Normalizer.normalize(address, Normalizer.Form.NFC);
        return routes.stream()
                .flatMap(route -> route.method().call(route.pattern(), composed).stream())
                .findFirst();
    }

    /**
     * Prepares calls of the bean, which are made with {@link #deliver}.
     *
     * @throws InvalidPropertyException if the methods can't share a transaction
     */
    EndpointCall<Object> endpoint(MessageEndpointFactory factory, TransactionSynchronizationRegistry transactions)
            throws InvalidPropertyException, NoSuchMethodException {
        MailMethod first = methods.get(0);
        for (MailMethod other : methods) {
            if (factory.isDeliveryTransacted(other.method()) != factory.isDeliveryTransacted(first.method())) {
                throw new InvalidPropertyException(bean.getName() + ": " + first + " and " + other
                        + " differ in their transaction attribute, but one mail may be for both: give them the same");
            }
        }
        return new EndpointCall<>(factory, Object.class, first.method(), transactions);
    }

    /**
     * Calls the methods to which the recipients of a mail lead, in the order of the recipients, each once with the same
     * values.
     *
     * @param endpoint the bean's endpoint, within a delivery
     * @throws MailRejectedException if a recipient leads to none; then nothing was called
     * @throws Exception what a method throws
     */
    void deliver(Object endpoint, InboundMail mail) throws Exception {
        Set<Call> calls = new LinkedHashSet<>();
        for (Recipient recipient : mail.envelope().recipients()) {
            calls.add(
                    call(recipient.address()).orElseThrow(() -> new MailRejectedException(Refusals.NO_SUCH_RECIPIENT)));
        }
        try (OpenedMail opened = new OpenedMail(mail)) {
            for (Call call : calls) {
                call.run(endpoint, opened);
            }
        }
    }
}
