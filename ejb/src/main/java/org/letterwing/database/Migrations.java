package org.letterwing.database;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * Brings the schema to this version's state. The scripts are named here, not found by looking into archives, which
 * differ from server to server.
 */
final class Migrations {

    /** The scripts, which are there for each database under {@code db/migration}. Those of a release never change. */
    static final List<String> SCRIPTS = List.of(
            "V1__directory.sql",
            "V2__store.sql",
            "V3__authentication.sql",
            "V4__greylist.sql",
            "V5__queue.sql",
            "V6__forwards.sql",
            "V7__routes.sql",
            "V8__local_entries.sql",
            "V10__forwarded_senders.sql",
            "V11__listeners.sql",
            "V12__application_grants.sql",
            "V13__delivery_notices.sql",
            "V14__sender_authentication.sql",
            "V15__signing_keys.sql",
            "V16__dmarc_results.sql",
            "V17__attempt_keys.sql",
            "V18__mailboxes.sql",
            "V19__message_structures.sql",
            "V20__alias_domains.sql",
            "V21__audit.sql",
            "V22__trace.sql",
            "V23__api_tokens.sql",
            "V24__console.sql",
            "V25__forgotten_tombstones.sql",
            "V26__domain_administrators.sql",
            "V27__credentials.sql",
            "V28__sessions.sql",
            "V29__queue_search.sql",
            "V31__listener_presence.sql",
            "V32__account_forwards.sql",
            "V35__domain_limits.sql");

    private Migrations() {}

    /**
     * Runs what has not yet run. Several servers may do so at once; one of them does it and the others wait.
     *
     * @throws org.flywaydb.core.api.FlywayException if a script fails, or the schema is newer than this version
     */
    static void apply(LetterwingDataSource dataSource) {
        ClassLoader classLoader = Migrations.class.getClassLoader();
        Flyway.configure(classLoader)
                .dataSource(dataSource)
                .table("schema_history")
                .resourceProvider(new Scripts(classLoader, dataSource.database().migrations()))
                .javaMigrationClassProvider(List::of)
                .lockRetryCount(600) // seconds that another server's migration may take
                .load()
                .migrate();
    }

    private record Scripts(ClassLoader classLoader, String folder) implements ResourceProvider {

        @Override
        public LoadableResource getResource(String path) {
            return scripts()
                    .filter(s -> s.getRelativePath().equals(path))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return scripts()
                    .filter(s -> s.getFilename().startsWith(prefix)
                            && Stream.of(suffixes).anyMatch(s.getFilename()::endsWith))
                    .toList();
        }

        private Stream<LoadableResource> scripts() {
            return SCRIPTS.stream().map(name -> new Script(classLoader, "db/migration/" + folder + "/", name));
        }
    }

    private static final class Script extends LoadableResource {

        private final ClassLoader classLoader;
        private final String folder;
        private final String name;

        Script(ClassLoader classLoader, String folder, String name) {
            this.classLoader = classLoader;
            this.folder = folder;
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream in = classLoader.getResourceAsStream(getRelativePath());
            if (in == null) {
                throw new IllegalStateException("The archive lacks the migration " + getRelativePath());
            }
            return new InputStreamReader(in, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return getRelativePath();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getRelativePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return folder + name;
        }
    }
}
