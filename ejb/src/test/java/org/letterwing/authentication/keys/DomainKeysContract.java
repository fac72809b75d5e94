package org.letterwing.authentication.keys;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import org.letterwing.authentication.ZoneNames;
import org.letterwing.authentication.keys.DnsRecord.Purpose;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DirectoryException.Kind;
import org.letterwing.directory.Reach;
import org.letterwing.directory.TestDirectory;
import org.letterwing.testing.DatabaseContract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How the keys of a domain come, follow one another and go; on each database. */
abstract class DomainKeysContract extends DatabaseContract {

    private static final String DOMAIN = "example.com";
    private static final String DAY = "lw20\\d{6}";

    private KeySecret secret;

    private interface Work<T> {
        T with(DomainKeys keys) throws DirectoryException;
    }

    @BeforeEach
    void addDomain() {
        secret = new KeySecret(Optional.empty(), folder.resolve("data"));
        database.run(em -> TestDirectory.addDomain(em, DOMAIN));
    }

    @Test
    void aDomainGetsOneKeyOfEachTypeWhenTheyAreNeeded() {
        assertEquals(List.of(DOMAIN), in(keys -> keys.withoutKeys(10)));
        List<DomainKey> keys = in(k -> k.of(DOMAIN));
        assertEquals("RSA ACTIVE, ED25519 ACTIVE", states(keys));
        assertTrue(keys.get(0).selector().matches(DAY + "r"), keys.get(0).selector());
        assertTrue(keys.get(1).selector().matches(DAY + "e"), keys.get(1).selector());
        assertEquals(selectors(keys), selectors(in(k -> k.of(DOMAIN))));
        assertEquals(List.of(), in(k -> k.withoutKeys(10)));
        assertEquals(List.of(), in(k -> k.of("elsewhere.example")));
    }

    @Test
    void newKeysArePublishedThenSignAndGoWhenNoMailNeedsThem() throws Exception {
        String first = selectors(in(keys -> keys.of(DOMAIN)));
        assertEquals(
                "RSA ACTIVE, ED25519 ACTIVE, RSA PUBLISHED, ED25519 PUBLISHED",
                states(in(keys -> keys.rotate(DOMAIN))));
        refused(Kind.CONFLICT, keys -> keys.rotate(DOMAIN));
        List<DomainKey> after = in(keys -> keys.activate(DOMAIN));
        assertEquals("RSA RETIRED, ED25519 RETIRED, RSA ACTIVE, ED25519 ACTIVE", states(after));
        assertEquals(4, after.stream().map(DomainKey::selector).distinct().count());
        refused(Kind.CONFLICT, keys -> keys.activate(DOMAIN));
        assertEquals(
                2L,
                number("SELECT COUNT(*) FROM signing_key WHERE state = 'RETIRED' AND private_key IS NULL"),
                "the private half of a retired key is forgotten");
        after.get(2).privateKey(secret.encryption());
        assertEquals(0, removeRetired(Duration.ofDays(1)));
        assertEquals(2, removeRetired(Duration.ZERO));
        assertFalse(selectors(in(keys -> keys.of(DOMAIN))).contains(first));
    }

    @Test
    void timeLetsKeysFollowOneAnother() {
        in(keys -> keys.of(DOMAIN));
        assertEquals(List.of(), in(keys -> keys.toRotate(Duration.ofDays(1))));
        assertEquals(List.of(DOMAIN), in(keys -> keys.toRotate(Duration.ZERO)));
        in(keys -> keys.rotate(DOMAIN));
        assertEquals(List.of(), in(keys -> keys.toRotate(Duration.ZERO)), "there are new ones already");
        assertEquals(List.of(), in(keys -> keys.toActivate(Duration.ofDays(1))));
        assertEquals(List.of(DOMAIN), in(keys -> keys.toActivate(Duration.ZERO)));
    }

    @Test
    void aDomainThatIsNotManagedHasNone() {
        refused(Kind.NOT_FOUND, keys -> keys.rotate("elsewhere.example"));
        refused(Kind.NOT_FOUND, keys -> keys.activate("elsewhere.example"));
    }

    @Test
    void theKeysGoWithTheirDomain() {
        in(keys -> keys.of(DOMAIN));
        database.run(em -> TestDirectory.removeDomain(em, DOMAIN));
        assertEquals(0L, number("SELECT COUNT(*) FROM signing_key"));
    }

    @Test
    void serversThatNeedKeysAtOnceMakeThemOnce() throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try {
            Callable<String> server = () -> selectors(in(keys -> keys.of(DOMAIN)));
            List<Future<String>> found = servers.invokeAll(List.of(server, server, server, server));
            for (Future<String> one : found) {
                assertEquals(found.get(0).get(), one.get());
            }
            assertEquals(2L, number("SELECT COUNT(*) FROM signing_key"));
        } finally {
            servers.shutdown();
        }
    }

    @Test
    void privateKeysAreInTheDatabaseEncrypted() throws Exception {
        for (DomainKey key : in(keys -> keys.of(DOMAIN))) {
            byte[] plain = key.privateKey(secret.encryption()).getEncoded();
            byte[] stored =
                    (byte[]) one("SELECT private_key FROM signing_key WHERE selector = '" + key.selector() + "'");
            // Of the end, for the start of such a key is the same in all of them
            byte[] secret = Arrays.copyOfRange(plain, plain.length - 16, plain.length);
            assertFalse(HexFormat.of().formatHex(stored).contains(HexFormat.of().formatHex(secret)));
            KeySecret another = new KeySecret(Optional.empty(), folder.resolve("another"));
            assertThrows(GeneralSecurityException.class, () -> key.privateKey(another.encryption()));
        }
    }

    @Test
    void aPrivateKeyIsOfNoOtherDomain() throws Exception {
        database.run(em -> TestDirectory.addDomain(em, "example.net"));
        byte[] mine = in(keys -> keys.of(DOMAIN))
                .get(0)
                .privateKey(secret.encryption())
                .getEncoded();
        in(keys -> keys.of("example.net"));
        database.run(em -> em.createNativeQuery("UPDATE signing_key SET private_key = (SELECT s.private_key FROM"
                        + " signing_key s JOIN domain d ON d.id = s.domain_id WHERE d.name = 'example.net' AND s.type = 'RSA')"
                        + " WHERE type = 'RSA'")
                .executeUpdate());
        DomainKey changed = in(keys -> keys.of(DOMAIN)).get(0);
        assertThrows(GeneralSecurityException.class, () -> changed.privateKey(secret.encryption()));
        DomainKey own = in(keys -> keys.of("example.net")).get(0);
        assertFalse(Arrays.equals(mine, own.privateKey(secret.encryption()).getEncoded()));
    }

    @Test
    void administratorsOfAnotherDomainSeeAndChangeNothing() {
        database.run(em -> {
            KeyAdministration others = new KeyAdministration(
                    new DomainKeys(em, secret),
                    new DnsCheck(new ZoneNames()),
                    change -> {},
                    () -> Reach.of(List.of("example.net")));
            for (Executable call : List.<Executable>of(
                    () -> others.keys(DOMAIN),
                    () -> others.rotate(DOMAIN),
                    () -> others.activate(DOMAIN),
                    () -> others.dns(DOMAIN))) {
                DirectoryException refusal = assertThrows(DirectoryException.class, call);
                assertEquals(Kind.NOT_FOUND, refusal.kind());
                assertEquals("The domain example.com is not there: add it first", refusal.getMessage());
            }
            assertEquals(
                    "The domain example.net is not there: add it first",
                    assertThrows(DirectoryException.class, () -> others.keys("example.net"))
                            .getMessage());
        });
    }

    @Test
    void administratorsSeeWhatHasToBeInDns() throws Exception {
        List<DnsRecord> records = database.call(em -> {
            try {
                DomainKeys keys = new DomainKeys(em, secret);
                keys.rotate(DOMAIN);
                return new KeyAdministration(keys, new DnsCheck(new ZoneNames()), change -> {}, () -> Reach.ALL)
                        .dns("Example.COM").stream().map(DnsFinding::record).toList();
            } catch (DirectoryException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(
                "MX TXT TXT TXT TXT TXT TXT TXT CNAME TXT SRV SRV SRV",
                records.stream().map(DnsRecord::type).collect(Collectors.joining(" ")));
        assertEquals(new DnsRecord(Purpose.SENDERS, DOMAIN, "TXT", "v=spf1 mx -all"), records.get(1));
        List<DomainKey> keys = in(k -> k.of(DOMAIN));
        for (int i = 0; i < keys.size(); i++) {
            DnsRecord record = records.get(2 + i);
            assertEquals(keys.get(i).selector() + "._domainkey." + DOMAIN, record.name());
            assertTrue(record.value().startsWith("v=DKIM1; k="), record.value());
        }
        assertEquals("_dmarc." + DOMAIN, records.get(6).name());
    }

    private void refused(Kind kind, Work<?> work) {
        Refused refused = assertThrows(Refused.class, () -> in(work));
        assertEquals(kind, ((DirectoryException) refused.getCause()).kind());
    }

    private <T> T in(Work<T> work) {
        return database.call(em -> {
            try {
                return work.with(new DomainKeys(em, secret));
            } catch (DirectoryException e) {
                throw new Refused(e);
            }
        });
    }

    private int removeRetired(Duration age) {
        return in(keys -> keys.removeRetired(age));
    }

    private static String states(List<DomainKey> keys) {
        return keys.stream().map(key -> key.type() + " " + key.state()).collect(Collectors.joining(", "));
    }

    private static String selectors(List<DomainKey> keys) {
        return keys.stream().map(DomainKey::selector).collect(Collectors.joining(", "));
    }

    private long number(String sql) {
        return ((Number) one(sql)).longValue();
    }

    private Object one(String sql) {
        return database.call(em -> em.createNativeQuery(sql).getSingleResult());
    }

    private static final class Refused extends RuntimeException {
        Refused(DirectoryException cause) {
            super(cause);
        }
    }
}
