package org.letterwing.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.letterwing.mailbox.MessageThread;

/** Puts messages into threads by their subjects alone (RFC 5256 4, ORDEREDSUBJECT). */
final class SubjectThreads {

    private SubjectThreads() {}

    /** Returns the threads of messages, which come in the order of their numbers. */
    static List<MessageThread> of(List<ThreadedMail> mails) {
        List<ThreadedMail> sorted = new ArrayList<>(mails);
        sorted.sort(Comparator.comparing(ThreadedMail::sent).thenComparingLong(ThreadedMail::uid));
        Map<String, List<ThreadedMail>> bySubject = new LinkedHashMap<>(); // in the order of their first ones
        sorted.forEach(mail -> bySubject
                .computeIfAbsent(mail.subject().text(), s -> new ArrayList<>())
                .add(mail));
        return bySubject.values().stream().map(SubjectThreads::thread).toList();
    }

    private static MessageThread thread(List<ThreadedMail> mails) {
        return new MessageThread(
                mails.get(0).uid(),
                mails.subList(1, mails.size()).stream()
                        .map(mail -> new MessageThread(mail.uid(), List.of()))
                        .toList());
    }
}
