package org.letterwing.authentication.suffix;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.letterwing.authentication.DnsName;

/**
 * Tells the part of a domain that an organization holds from the public suffix, under which everybody can have a domain.
 *
 * <p>The rules are those of <a href="https://publicsuffix.org/list/">publicsuffix.org</a>, the private ones too: who has a
 * domain of a provider of such isn't the provider. The bundled file is under the Mozilla Public License 2.0. Thread-safe.
 */
public final class PublicSuffixList {

    private static final String EXCEPTION = "!";
    private static final String WILDCARD = "*.";

    /** As in the file, but of A-labels. */
    private final Set<String> rules;

    private PublicSuffixList(Set<String> rules) {
        this.rules = rules;
    }

    /** Returns the list that comes with Letterwing. It is read at the first call. */
    public static PublicSuffixList bundled() {
        return Bundled.LIST;
    }

    /**
     * Reads a list in the format of publicsuffix.org.
     *
     * @throws IOException as the reader throws it
     */
    static PublicSuffixList read(Reader file) throws IOException {
        Set<String> rules = new HashSet<>();
        var lines = new BufferedReader(file);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String rule = line.strip().split("\\s", 2)[0];
            if (!rule.isEmpty() && !rule.startsWith("//")) {
                String prefix = rule.startsWith(EXCEPTION) ? EXCEPTION : rule.startsWith(WILDCARD) ? WILDCARD : "";
                DnsName.of(rule.substring(prefix.length())).ifPresent(name -> rules.add(prefix + name));
            }
        }
        return new PublicSuffixList(Set.copyOf(rules));
    }

    /**
     * Returns the organizational domain of a domain (RFC 7489 3.2): its public suffix and one label more.
     *
     * @param domain as {@link DnsName} makes it
     * @return empty if the domain is a public suffix itself
     */
    public Optional<String> organizationalDomain(String domain) {
        Optional<String> longer = Optional.empty();
        // From the longest name on, for the longest rule counts, and an exception is longer than its wildcard.
        for (String name = domain; ; name = parent(name)) {
            if (rules.contains(EXCEPTION + name)) {
                return Optional.of(name);
            }
            String parent = parent(name);
            // A suffix that no rule names has one label.
            if (parent.isEmpty() || rules.contains(name) || rules.contains(WILDCARD + parent)) {
                return longer;
            }
            longer = Optional.of(name);
        }
    }

    private static String parent(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private static final class Bundled {

        private static final PublicSuffixList LIST = load();

        private static PublicSuffixList load() {
            try (InputStream file = PublicSuffixList.class.getResourceAsStream("public_suffix_list.dat");
                    Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
                return read(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
