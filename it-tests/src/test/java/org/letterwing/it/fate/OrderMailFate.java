package org.letterwing.it.fate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

import org.jboss.ejb3.annotation.ResourceAdapter;

import org.letterwing.api.DeliveryListener;
import org.letterwing.api.DeliveryNotice;
import org.letterwing.api.DeliveryNotice.Place;

/** Writes what it is told, and fails twice before it takes what is told of a stubborn recipient. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "senders", propertyValue = "shop@fate.test"),
            @ActivationConfigProperty(propertyName = "redeliveryInterval", propertyValue = "1")
        })
@ResourceAdapter("letterwing.ear#letterwing.rar")
public class OrderMailFate implements DeliveryListener {

    private static final int FAILURES = 2;
    private static final Map<String, Integer> CALLS = new ConcurrentHashMap<>();

    @Resource(lookup = Journal.DATA_SOURCE)
    private DataSource journal;

    @Resource(lookup = "java:app/AppName")
    private String application;

    @Override
    public void onDelivery(DeliveryNotice notice) {
        int call = CALLS.merge(notice.id() + notice.recipient(), 1, Integer::sum);
        try (Connection connection = journal.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO journal VALUES (?, ?)")) {
            insert.setString(1, application);
            insert.setString(2, line(notice, call));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (notice.recipient().startsWith("stubborn") && call <= FAILURES) {
            throw new IllegalStateException("Not yet");
        }
    }

    private static String line(DeliveryNotice notice, int call) {
        return String.join(
                " ",
                notice.id().toString(),
                Integer.toString(call),
                notice.event().toString(),
                notice.recipient(),
                notice.place().map(Place::kind).map(Place.Kind::toString).orElse("-"),
                notice.status(),
                notice.code().isPresent() ? Integer.toString(notice.code().getAsInt()) : "-",
                notice.text());
    }
}
