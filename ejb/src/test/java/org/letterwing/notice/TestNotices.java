package org.letterwing.notice;

import java.util.List;

import jakarta.persistence.EntityManager;

import org.letterwing.api.DeliveryNotice;

/** What is kept, as tests look at it. */
public final class TestNotices {

    private TestNotices() {}

    /** Returns the notices that wait for a listener, the oldest first. */
    public static List<DeliveryNotice> of(EntityManager em, String listener) {
        return em
                .createQuery(
                        "SELECT n FROM StoredNotice n WHERE n.listener = :listener ORDER BY n.id", StoredNotice.class)
                .setParameter("listener", listener)
                .getResultList()
                .stream()
                .map(StoredNotice::notice)
                .toList();
    }
}
