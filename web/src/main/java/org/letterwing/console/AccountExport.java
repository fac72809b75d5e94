package org.letterwing.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.letterwing.directory.AccountView;
import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.Page;

/** Writes the accounts of a domain as comma-separated values, a page of them at a time. Passwords are not known. */
@Named
@RequestScoped
public class AccountExport {

    private static final List<String> NAMES =
            List.of("localPart", "address", "quotaBytes", "usedBytes", "created", "lastLogin", "suspended");

    @EJB
    private DirectoryAdministration directory;

    @Inject
    private DomainPage domain;

    /** Answers the request with the file. */
    public void download() throws IOException, DirectoryException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext external = faces.getExternalContext();
        external.setResponseContentType("text/csv;charset=UTF-8");
        external.setResponseHeader(
                "Content-Disposition",
                "attachment; filename=\"accounts-" + domain.getDomain().asciiName() + ".csv\"");
        Writer out = external.getResponseOutputWriter();
        PrintWriter lines = new PrintWriter(out);
        write(lines, NAMES.stream());
        String after = null;
        do {
            Page<AccountView> page = directory.accounts(domain.getName(), after, DirectoryAdministration.MAX_LIMIT);
            page.items().forEach(account -> write(lines, fields(account)));
            after = page.next();
        } while (after != null);
        lines.flush();
        faces.responseComplete();
    }

    private static Stream<Object> fields(AccountView account) {
        return Stream.of(
                account.localPart(),
                account.address(),
                account.quotaBytes() == null ? "" : account.quotaBytes(),
                account.usedBytes(),
                account.created(),
                account.lastLogin() == null ? "" : account.lastLogin(),
                account.suspended());
    }

    private static void write(PrintWriter lines, Stream<?> fields) {
        lines.print(fields.map(Csv::field).collect(Collectors.joining(",", "", "\r\n")));
    }
}
