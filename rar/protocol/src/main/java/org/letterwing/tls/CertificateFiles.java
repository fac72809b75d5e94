package org.letterwing.tls;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that a server's certificates come from, looked at again and again: a pair for clients that ask for no name
 * of a certificate, and a folder with a folder for each other certificate, as certbot keeps them.
 *
 * <p>A pair that changed is used if it is whole; else the one that was there stays in use, and the log says why.
 * Thread-safe.
 */
public final class CertificateFiles {

    /** The certificate's file in each folder. */
    public static final String CERTIFICATE = "fullchain.pem";

    /** The key's file in each folder. */
    public static final String KEY = "privkey.pem";

    private static final System.Logger LOG = System.getLogger(CertificateFiles.class.getName());

    private final PemFiles standard;
    private final Path directory;
    private final Map<Path, Watched> watched = new TreeMap<>();

    /**
     * Takes the files.
     *
     * @param directory the folder of folders; empty for none
     */
    public CertificateFiles(PemFiles standard, Optional<Path> directory) {
        this.standard = standard;
        this.directory = directory.orElse(null);
    }

    /**
     * Reads the files for the first time. What is wrong in the folder of folders is logged and left out.
     *
     * @throws IOException if the standard pair can't be used, or the folder of folders can't be read; the message is
     *     one line
     */
    public synchronized Keyring load() throws IOException {
        Watched first = new Watched(standard);
        first.read();
        watched.put(standard.certificate(), first);
        folders();
        look();
        return keyring();
    }

    /** Looks at the files again, and returns what they hold now; empty if nothing else than before. */
    public synchronized Optional<Keyring> refresh() {
        return look() ? Optional.of(keyring()) : Optional.empty();
    }

    private boolean look() {
        boolean changed = false;
        try {
            List<Path> folders = folders();
            folders.forEach(folder -> watched.computeIfAbsent(
                    folder, f -> new Watched(new PemFiles(f.resolve(CERTIFICATE), f.resolve(KEY)))));
            changed = watched.keySet()
                    .removeIf(place -> !place.equals(standard.certificate()) && !folders.contains(place));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0}; the certificates that were there stay in use", e.getMessage());
        }
        for (Watched pair : watched.values()) {
            changed |= pair.look();
        }
        return changed;
    }

    private List<Path> folders() throws IOException {
        if (directory == null) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(folder -> Files.exists(folder.resolve(CERTIFICATE)))
                    .toList();
        } catch (IOException e) {
            throw new IOException(directory + " can't be read as a folder (" + e + ")", e);
        }
    }

    private Keyring keyring() {
        List<Identity> others = watched.values().stream()
                .filter(pair -> pair.files != standard && pair.identity != null)
                .map(pair -> pair.identity)
                .toList();
        return new Keyring(watched.get(standard.certificate()).identity, others);
    }

    /** A pair of files with what was last read from them. */
    private static final class Watched {

        private final PemFiles files;
        private Identity identity;
        private String stamp = "";
        private String complaint = "";

        private Watched(PemFiles files) {
            this.files = files;
        }

        /** Reads the files if they changed, or were wrong; returns whether there is another identity. */
        private boolean look() {
            if (!stamp.isEmpty() && stamp.equals(files.stamp().orElse(""))) {
                return false;
            }
            try {
                read();
                return true;
            } catch (IOException e) {
                stamp = "";
                complain(e.getMessage());
                return false;
            }
        }

        private void read() throws IOException {
            // Before the files, so that what changes meanwhile is read the next time.
            String now = files.stamp().orElse("");
            identity = Identity.read(files.certificate(), files.key());
            stamp = now;
            complaint = "";
            LOG.log(
                    Level.INFO,
                    "TLS certificate of {0}, valid until {1}, from {2}",
                    identity.names(),
                    identity.chain().get(0).getNotAfter().toInstant(),
                    files.certificate());
        }

        private void complain(String reason) {
            if (!reason.equals(complaint)) {
                complaint = reason;
                LOG.log(
                        Level.WARNING,
                        identity == null
                                ? "A TLS certificate can''t be used: {0}"
                                : "A TLS certificate can''t be used, the one that was there stays in use: {0}",
                        reason);
            }
        }
    }
}
