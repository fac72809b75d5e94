package org.letterwing.authentication.spf;

import java.util.List;
import java.util.Optional;

/** A mechanism of a record (RFC 7208 5). */
sealed interface Mechanism {

    /** Returns whether it matches the client whose mail is checked. */
    boolean matches(Evaluation evaluation) throws SpfException;

    /** RFC 7208 5.1. */
    record All() implements Mechanism {

        @Override
        public boolean matches(Evaluation evaluation) {
            return true;
        }
    }

    /**
     * RFC 7208 5.6.
     *
     * @param network of 4 octets, or of 16
     * @param bits how many of them count
     */
    record Ip(byte[] network, int bits) implements Mechanism {

        @Override
        public boolean matches(Evaluation evaluation) {
            return evaluation.client().isIn(network, bits);
        }
    }

    /** One that asks DNS for a domain. */
    sealed interface Query extends Mechanism {

        /** Returns the domain; empty for that of the record. */
        Optional<MacroString> domain();

        /** Returns whether it matches, with the domain's name. */
        boolean matches(String target, Evaluation evaluation) throws SpfException;

        @Override
        default boolean matches(Evaluation evaluation) throws SpfException {
            Optional<String> target = evaluation.query(domain());
            return target.isPresent() && matches(target.get(), evaluation);
        }
    }

    /** RFC 7208 5.2. */
    record Include(Optional<MacroString> domain) implements Query {

        @Override
        public boolean matches(String target, Evaluation evaluation) throws SpfException {
            return evaluation.of(target).result() == SpfResult.PASS;
        }
    }

    /** RFC 7208 5.3. */
    record A(Optional<MacroString> domain, PrefixLengths lengths) implements Query {

        @Override
        public boolean matches(String target, Evaluation evaluation) throws SpfException {
            return evaluation.lookups().haveClient(List.of(target), lengths);
        }
    }

    /** RFC 7208 5.4. */
    record Mx(Optional<MacroString> domain, PrefixLengths lengths) implements Query {

        @Override
        public boolean matches(String target, Evaluation evaluation) throws SpfException {
            Lookups lookups = evaluation.lookups();
            return lookups.haveClient(lookups.exchangers(target), lengths);
        }
    }

    /** RFC 7208 5.5. */
    record Ptr(Optional<MacroString> domain) implements Query {

        @Override
        public boolean matches(String target, Evaluation evaluation) throws SpfException {
            if (evaluation.clientNames().areVoid()) {
                evaluation.lookups().countVoid();
            }
            return evaluation.clientNames().anyIn(target);
        }
    }

    /** RFC 7208 5.7. */
    record Exists(Optional<MacroString> domain) implements Query {

        @Override
        public boolean matches(String target, Evaluation evaluation) throws SpfException {
            return evaluation.lookups().exists(target);
        }
    }
}
