package org.letterwing.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionEventListener;
import javax.sql.StatementEventListener;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

import org.postgresql.core.BaseConnection;
import org.postgresql.xa.PGXAConnection;

/**
 * A connection to PostgreSQL for branches of distributed transactions, which outlives its physical connection as a
 * {@link LastingConnection} does: when a branch begins or one that was prepared ends, a broken one is made anew. So a
 * pool that keeps it has nothing to listen to. Used by one thread at a time.
 */
final class LastingXaConnection implements XAConnection, XAResource {

    private final Database database;
    private final LastingConnection lasting;
    private final Connection handle;
    private PGXAConnection current;

    /** Opens a physical connection. */
    LastingXaConnection(Database database, LastingConnection.Breaks breaks) throws SQLException {
        this.database = database;
        this.lasting = new LastingConnection(this::connect, breaks);
        this.handle = lasting.proxy();
    }

    private Connection connect() throws SQLException {
        closeCurrent();
        current = new PGXAConnection((BaseConnection) database.connect());
        return current.getConnection();
    }

    private void closeCurrent() {
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                // it is broken, and so may its close be
            }
        }
    }

    @Override
    public Connection getConnection() {
        return handle;
    }

    @Override
    public XAResource getXAResource() {
        return this;
    }

    @Override
    public void close() throws SQLException {
        try {
            handle.close();
        } finally {
            current.close();
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        if (flags != TMNOFLAGS) {
            current.start(xid, flags);
            return;
        }
        try {
            lasting.begin();
            current.start(xid, flags);
        } catch (SQLException e) {
            throw unreachable(e);
        } catch (XAException e) {
            lasting.end();
            throw e;
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        current.end(xid, flags);
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        try {
            return current.prepare(xid);
        } finally {
            lasting.end();
        }
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (!onePhase) {
            renew();
        }
        try {
            current.commit(xid, onePhase);
        } finally {
            lasting.end();
        }
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        try {
            if (!lasting.isLost()) { // else the database rolled back when the connection broke
                renew();
                current.rollback(xid);
            }
        } catch (SQLException e) {
            throw unreachable(e);
        } finally {
            lasting.end();
        }
    }

    @Override
    public Xid[] recover(int flag) throws XAException {
        renew();
        return current.recover(flag);
    }

    private void renew() throws XAException {
        try {
            lasting.renewIfBroken();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private static XAException unreachable(SQLException cause) {
        XAException failure = new XAException(XAException.XAER_RMFAIL);
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void forget(Xid xid) throws XAException {
        current.forget(xid);
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this; // a branch is prepared on its own connection
    }

    @Override
    public int getTransactionTimeout() {
        return current.getTransactionTimeout();
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return current.setTransactionTimeout(seconds);
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {}

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {}

    @Override
    public void addStatementEventListener(StatementEventListener listener) {}

    @Override
    public void removeStatementEventListener(StatementEventListener listener) {}
}
