package org.letterwing.search;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

import org.apache.lucene.store.LockObtainFailedException;

import org.letterwing.settings.Settings;

/**
 * This server's index of texts, which is opened when it is first needed. A cache: what can't be read is moved away and made
 * anew, and without an index the messages themselves are read. Thread-safe.
 */
@ApplicationScoped
public class SearchIndex {

    private static final System.Logger LOG = System.getLogger(SearchIndex.class.getName());

    private final Path folder;
    private LuceneIndex index;
    private boolean away;

    /** Keeps the index in the data directory. */
    public SearchIndex() {
        this(Settings.DATA_DIR.get().resolve("search"));
    }

    /** Keeps the index in a folder of its own. */
    public SearchIndex(Path folder) {
        this.folder = folder;
    }

    /** Does something with the index. */
    interface Use<T> {
        T with(LuceneIndex index) throws IOException;
    }

    /** Returns what a use of the index gives; empty if it fails, or there is no index. */
    <T> Optional<T> use(EntityManager entities, Use<T> use) {
        Optional<LuceneIndex> opened = opened(entities);
        try {
            return opened.isEmpty() ? Optional.empty() : Optional.of(use.with(opened.get()));
        } catch (IOException | RuntimeException e) {
            failed(opened.get(), e);
            return Optional.empty();
        }
    }

    private synchronized Optional<LuceneIndex> opened(EntityManager entities) {
        if (index == null && !away) {
            String database = database(entities);
            try {
                open(database);
            } catch (LockObtainFailedException e) {
                away = true;
                LOG.log(
                        Level.WARNING,
                        "Another server has the index for searches in {0}: searches here read all mails",
                        folder);
            } catch (IOException | RuntimeException e) {
                away = true;
                LOG.log(Level.WARNING, "Searches read all mails, for there can be no index in " + folder, e);
            }
        }
        return Optional.ofNullable(index);
    }

    private void open(String database) throws IOException {
        Files.createDirectories(folder);
        try {
            index = new LuceneIndex(folder, database);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The index for searches can''t be read, and is made anew: {0}", e.toString());
            moveAway();
            Files.createDirectories(folder);
            index = new LuceneIndex(folder, database);
        }
    }

    private void moveAway() throws IOException {
        Path broken = folder.resolveSibling(folder.getFileName() + ".broken");
        if (Files.exists(broken)) {
            try (var files = Files.list(broken)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.move(folder, broken, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Tells one database from another that came in its place. */
    private static String database(EntityManager entities) {
        return entities.createNativeQuery("SELECT CAST(MIN(\"installed_on\") AS VARCHAR) FROM \"schema_history\"")
                .getSingleResult()
                .toString();
    }

    /** Something of it was lost under way: the next use opens it again, and finds out whether it is broken. */
    private synchronized void failed(LuceneIndex used, Exception e) {
        if (used == index) {
            LOG.log(Level.WARNING, "The index for searches failed, and is opened again", e);
            close(used);
            index = null;
        }
    }

    /** Closes the index for good. */
    @PreDestroy
    public synchronized void close() {
        away = true;
        if (index != null) {
            close(index);
            index = null;
        }
    }

    private static void close(LuceneIndex index) {
        try {
            index.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "The index for searches did not close well", e);
        }
    }
}
