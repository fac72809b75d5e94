package org.letterwing.it;

import java.util.List;
import java.util.stream.Stream;

import org.letterwing.testing.PostgresServer;

/** The database of a server under test. */
interface Database {

    /** Returns the server arguments that name it. */
    List<String> arguments();

    /** Returns the embedded database in the server's data folder. */
    static Database embedded() {
        return List::of;
    }

    /** Returns an empty database on a PostgreSQL server. */
    static Database on(PostgresServer server) {
        String url = server.createDatabase();
        return () -> List.of(
                "-Dletterwing.db.url=" + url,
                "-Dletterwing.db.user=" + PostgresServer.USER,
                "-Dletterwing.db.password=" + PostgresServer.PASSWORD);
    }

    /** Returns an empty database on a PostgreSQL server, whose transactions can have two phases. */
    static Database twoPhase(PostgresServer server) {
        Database database = on(server);
        return () -> Stream.concat(database.arguments().stream(), Stream.of("-Dletterwing.db.xa=true"))
                .toList();
    }

    /** Returns {@code embedded}, or an empty database on the {@code postgresql} server that tests share. */
    static Database named(String name) {
        return switch (name) {
            case "embedded" -> embedded();
            case "postgresql" -> on(PostgresServer.shared());
            default -> throw new IllegalArgumentException("letterwing.test.database is embedded or postgresql");
        };
    }
}
