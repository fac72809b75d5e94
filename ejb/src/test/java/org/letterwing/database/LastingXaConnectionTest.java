package org.letterwing.database;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.letterwing.testing.PostgresServer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Branches of distributed transactions on a PostgreSQL that is killed under them. */
class LastingXaConnectionTest {

    private static final AtomicInteger BRANCHES = new AtomicInteger();
    private static PostgresServer server;

    private final Xid xid = new Branch(BRANCHES.incrementAndGet());
    private XAConnection connection;
    private XAResource resource;
    private Connection handle;

    @BeforeAll
    static void start() {
        server = PostgresServer.startTwoPhase();
    }

    @AfterAll
    static void stop() {
        if (server != null) { // else PostgreSQL is not installed
            server.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        LetterwingXaDataSource dataSource = new LetterwingXaDataSource(
                new TwoPhaseDatabase(
                        new PostgresDatabase(server.createDatabase(), PostgresServer.USER, PostgresServer.PASSWORD)),
                Duration.ZERO);
        connection = dataSource.getXAConnection("ignored", "ignored");
        resource = connection.getXAResource();
        handle = connection.getConnection();
        execute("CREATE TABLE t (id INT)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertTrue(handle.isClosed());
        assertThrows(SQLException.class, this::count);
    }

    @Test
    void oneResourceAloneCommitsInOnePhase() throws Exception {
        write();
        resource.commit(xid, true);
        assertEquals(1, count());
    }

    @Test
    void whatIsPreparedCanBeRolledBack() throws Exception {
        write();
        assertEquals(XAResource.XA_OK, resource.prepare(xid));
        assertEquals(0, count());
        resource.rollback(xid);
        assertEquals(0, resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length);
        assertEquals(0, count());
    }

    @Test
    void whatIsPreparedOutlivesACrash() throws Exception {
        write();
        resource.prepare(xid);
        crash();
        Xid[] found = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
        assertEquals(1, found.length);
        assertArrayEquals(xid.getGlobalTransactionId(), found[0].getGlobalTransactionId());
        assertArrayEquals(xid.getBranchQualifier(), found[0].getBranchQualifier());
        resource.commit(found[0], false);
        assertEquals(1, count());
        assertEquals(0, resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length);
    }

    @Test
    void aPreparedBranchEndsOnANewConnection() throws Exception {
        write();
        resource.prepare(xid);
        crash();
        resource.commit(xid, false);
        assertEquals(1, count());
    }

    @Test
    void aBranchBeginsOnANewConnection() throws Exception {
        crash();
        write();
        resource.commit(xid, true);
        assertEquals(1, count());
    }

    @Test
    void aBranchNeverGoesOnOnAnotherConnection() throws Exception {
        resource.start(xid, XAResource.TMNOFLAGS);
        execute("INSERT INTO t VALUES (1)");
        crash();
        assertThrows(SQLException.class, () -> execute("INSERT INTO t VALUES (2)"));
        assertThrows(SQLException.class, () -> execute("INSERT INTO t VALUES (3)"));
        resource.end(xid, XAResource.TMFAIL);
        resource.rollback(xid);
        assertEquals(0, count());

        write();
        resource.commit(xid, true);
        assertEquals(1, count());
    }

    @Test
    void aBranchWhoseConnectionIsLostCanNotBePrepared() throws Exception {
        write();
        crash();
        assertThrows(XAException.class, () -> resource.prepare(xid));
        assertThrows(XAException.class, () -> resource.rollback(xid), "It is not known there any more");
        assertEquals(0, count());
        assertEquals(0, resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN).length);
    }

    @Test
    void aBranchThatCanNotBeginLeavesTheConnectionUsable() throws Exception {
        server.kill();
        XAException failure = assertThrows(XAException.class, () -> resource.start(xid, XAResource.TMNOFLAGS));
        assertNotNull(failure.getCause());
        server.resume();
        write();
        resource.commit(xid, true);
        assertEquals(1, count());
    }

    /** Does a branch's work. */
    private void write() throws Exception {
        resource.start(xid, XAResource.TMNOFLAGS);
        execute("INSERT INTO t VALUES (1)");
        resource.end(xid, XAResource.TMSUCCESS);
    }

    private static void crash() {
        server.kill();
        server.resume();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = handle.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count() throws SQLException {
        try (Statement statement = handle.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            count.next();
            return count.getInt(1);
        }
    }

    private record Branch(int number) implements Xid {

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }
}
