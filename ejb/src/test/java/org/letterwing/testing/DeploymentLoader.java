package org.letterwing.testing;

import java.io.IOException;
import java.io.InputStream;

/** A class loader with a name, such as WildFly gives that of a deployment. It has a class of the tests as its own. */
public final class DeploymentLoader extends ClassLoader {

    private final Class<?> own;

    private DeploymentLoader(String name, Class<?> own) {
        super(name, own.getClassLoader());
        this.own = own;
    }

    /** Returns a class as another deployment has it. */
    public static Class<?> load(String name, Class<?> type) {
        try {
            return new DeploymentLoader(name, type).loadClass(type.getName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(own.getName())) {
            return super.loadClass(name, resolve);
        }
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            byte[] octets = in.readAllBytes();
            return defineClass(name, octets, 0, octets.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
