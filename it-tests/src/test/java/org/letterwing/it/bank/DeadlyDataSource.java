package org.letterwing.it.bank;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;

/** PostgreSQL's XA data source, in which the server can be made to die. */
public class DeadlyDataSource implements XADataSource {

    /** The method of {@link XAResource} in which the server dies; empty for none. */
    static volatile String deadly = "";

    private final XADataSource postgres;

    public DeadlyDataSource() throws ReflectiveOperationException {
        postgres = (XADataSource) Class.forName("org.postgresql.xa.PGXADataSource")
                .getConstructor()
                .newInstance();
    }

    /** Takes the name of the system property that has the database's URL. */
    public void setUrlProperty(String name) throws ReflectiveOperationException {
        postgres.getClass().getMethod("setUrl", String.class).invoke(postgres, System.getProperty(name));
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        throw new SQLException("Only with a name and a password");
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        XAConnection connection = postgres.getXAConnection(user, password);
        XAResource resource = proxy(XAResource.class, connection.getXAResource(), (proxy, method, arguments) -> {
            if (method.getName().equals(deadly)) {
                Runtime.getRuntime().halt(137);
            }
            return method.invoke(connection.getXAResource(), arguments);
        });
        return proxy(
                XAConnection.class,
                connection,
                (proxy, method, arguments) ->
                        method.getName().equals("getXAResource") ? resource : method.invoke(connection, arguments));
    }

    private static <T> T proxy(Class<T> type, T target, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                DeadlyDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : handler.invoke(proxy, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("bank");
    }
}
