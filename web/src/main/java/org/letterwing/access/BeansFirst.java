package org.letterwing.access;

import jakarta.ejb.EJB;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

import org.letterwing.directory.DirectoryAdministration;

/**
 * Makes the web application start after the enterprise beans, because {@link ContainerSecurity} takes the security
 * domain from them. The injection is the dependency.
 */
@WebListener
public class BeansFirst implements ServletContextListener {

    @EJB
    private DirectoryAdministration directory;
}
