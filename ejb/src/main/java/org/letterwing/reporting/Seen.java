package org.letterwing.reporting;

import java.util.HashMap;
import java.util.Map;

import org.letterwing.authentication.dmarc.PublishedPolicy;
import org.letterwing.authentication.report.AggregateReport.Row;

/** What was seen of a domain on a day: its policy, the newest, and how many mails had which results. Not thread-safe. */
final class Seen {

    private final Map<Row, Long> mails = new HashMap<>();
    private PublishedPolicy policy;

    Seen(PublishedPolicy policy) {
        this.policy = policy;
    }

    void count(Row row, long number) {
        mails.merge(row, number, Long::sum);
    }

    boolean has(Row row) {
        return mails.containsKey(row);
    }

    void update(PublishedPolicy newer) {
        policy = newer;
    }

    PublishedPolicy policy() {
        return policy;
    }

    /** Returns the numbers of mails by their results, each row that of one mail. */
    Map<Row, Long> mails() {
        return mails;
    }
}
