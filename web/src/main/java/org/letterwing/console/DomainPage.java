package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;
import org.letterwing.directory.DomainView;

/** The page of one domain, which its address names. */
@Named
@ViewScoped
public class DomainPage implements Serializable {

    @EJB
    private DirectoryAdministration directory;

    private String name;
    private DomainView domain;

    /** Looks the domain up; a page of a domain that is not there is not found. */
    public void load() {
        try {
            domain = directory.domain(name == null ? "" : name);
        } catch (DirectoryException e) {
            NotFound.answer();
        }
    }

    public DomainView getDomain() {
        return domain;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
