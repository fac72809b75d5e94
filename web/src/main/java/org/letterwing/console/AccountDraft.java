package org.letterwing.console;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.NewAccount;
import org.letterwing.directory.Reason;

/**
 * An account as a line of a file describes it.
 *
 * @param line the line's number
 * @param localPart the name before the {@code @}
 * @param password in clear text
 * @param quota in octets; null for no limit
 * @param problem why it can't be added; null if nothing is known against it
 */
public record AccountDraft(int line, String localPart, String password, Long quota, String problem) {

    /** The most that a file describes. */
    static final int MOST = 100_000;

    private static final String LOCAL_PART = "localPart";
    private static final String PASSWORD = "password";
    private static final String QUOTA = "quotaBytes";

    /** Reads a file whose first line names the columns; MALFORMED if it can't be read. */
    static List<AccountDraft> read(String text) throws DirectoryException {
        List<Csv.Row> rows = Csv.read(text.startsWith("\ufeff") ? text.substring(1) : text);
        List<String> names = rows.isEmpty()
                ? List.of()
                : rows.get(0).fields().stream().map(String::strip).toList();
        if (!names.containsAll(List.of(LOCAL_PART, PASSWORD))) {
            throw new DirectoryException(Reason.FILE_HEADER);
        }
        if (rows.size() > MOST + 1) {
            throw new DirectoryException(Reason.FILE_ACCOUNTS, MOST);
        }
        return rows.stream().skip(1).map(row -> draft(row, names)).toList();
    }

    private static AccountDraft draft(Csv.Row row, List<String> names) {
        Map<String, String> fields = IntStream.range(
                        0, Math.min(names.size(), row.fields().size()))
                .boxed()
                .collect(Collectors.toMap(names::get, i -> row.fields().get(i), (first, second) -> first));
        String localPart = fields.getOrDefault(LOCAL_PART, "").strip();
        String password = fields.getOrDefault(PASSWORD, "");
        String quota = fields.getOrDefault(QUOTA, "");
        try {
            Long octets = quota.isBlank() ? null : Octets.parse(quota);
            String problem = password.isEmpty() ? Texts.text("import.noPassword") : null;
            return new AccountDraft(row.line(), localPart, password, octets, problem);
        } catch (IllegalArgumentException e) {
            return new AccountDraft(row.line(), localPart, password, null, Texts.text("quota.malformed", quota));
        }
    }

    /** Returns the same with a problem. */
    AccountDraft with(String found) {
        return new AccountDraft(line, localPart, password, quota, found);
    }

    NewAccount account() {
        return new NewAccount(localPart, password.toCharArray(), quota);
    }

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return "AccountDraft" + Arrays.asList(line, localPart, quota, problem);
    }
}
