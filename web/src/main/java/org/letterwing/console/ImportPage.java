package org.letterwing.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;

import org.primefaces.PrimeFaces;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.NewAccount;
import org.letterwing.directory.Reason;
import org.letterwing.directory.Refusal;

/** Adds the accounts of a file to a domain: shows first what is wrong in which line, then how far it is. */
@Named
@ViewScoped
public class ImportPage implements Serializable {

    private static final int MOST_OCTETS = 10 * 1024 * 1024;
    private static final int MOST_SHOWN = 100;

    /** How long the page waits for news: the hash of each password takes its time. */
    private static final long STEP_NANOS = Duration.ofSeconds(1).toNanos();

    @EJB
    private DirectoryAdministration directory;

    @Inject
    private DomainPage domain;

    private transient Part file;
    private List<AccountDraft> good = List.of();
    private final List<AccountDraft> bad = new ArrayList<>();
    private boolean read;
    private int next;
    private int added;

    /** Reads the file, and looks what is wrong in it. */
    public void read() {
        bad.clear();
        next = 0;
        added = 0;
        read = false;
        Attempt.inForm(() -> {
            good = checked(AccountDraft.read(text()));
            read = true;
        });
    }

    private String text() throws DirectoryException {
        try (InputStream content = file.getInputStream()) {
            byte[] octets = content.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw new DirectoryException(Reason.FILE_SIZE, Octets.exact(MOST_OCTETS));
            }
            return new String(octets, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DirectoryException(Reason.FILE_UNREADABLE);
        }
    }

    private List<AccountDraft> checked(List<AccountDraft> drafts) throws DirectoryException {
        List<AccountDraft> fine = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < drafts.size(); i += DirectoryAdministration.MAX_LIMIT) {
            List<AccountDraft> some = drafts.subList(i, Math.min(drafts.size(), i + DirectoryAdministration.MAX_LIMIT));
            List<NewAccount> accounts = some.stream().map(AccountDraft::account).toList();
            List<Optional<Refusal>> problems = directory.problems(domain.getName(), accounts);
            for (int j = 0; j < some.size(); j++) {
                AccountDraft draft = some.get(j);
                Optional<String> problem =
                        problems.get(j).map(Texts::text).or(() -> Optional.ofNullable(draft.problem()));
                if (problem.isEmpty() && !names.add(draft.localPart().toLowerCase(Locale.ROOT))) {
                    problem = Optional.of(Texts.text("import.twice"));
                }
                problem.ifPresentOrElse(text -> bad.add(draft.with(text)), () -> fine.add(draft));
            }
        }
        return fine;
    }

    /** Adds accounts for a second, and tells the page whether there are more. What is refused now is shown too. */
    public void next() {
        long end = System.nanoTime() + STEP_NANOS;
        while (next < good.size() && System.nanoTime() < end) {
            AccountDraft draft = good.get(next++);
            try {
                directory.addAccount(domain.getName(), draft.account());
                added++;
            } catch (DirectoryException e) {
                bad.add(draft.with(Texts.text(e.refusal())));
            }
        }
        PrimeFaces.current().ajax().addCallbackParam("more", next < good.size());
        if (next == good.size()) {
            Texts.done("import.done", added);
            good = List.of(); // with their passwords
            next = 0;
            read = false;
        }
    }

    /** Returns how far it is, in percent. */
    public int getPercent() {
        return good.isEmpty() ? 0 : next * 100 / good.size();
    }

    public boolean isRead() {
        return read;
    }

    public boolean isRunning() {
        return next > 0;
    }

    public int getGood() {
        return good.size();
    }

    public int getBad() {
        return bad.size();
    }

    /** Returns the first lines that can't be used. */
    public List<AccountDraft> getProblems() {
        return bad.subList(0, Math.min(bad.size(), MOST_SHOWN));
    }

    public Part getFile() {
        return file;
    }

    public void setFile(Part file) {
        this.file = file;
    }
}
