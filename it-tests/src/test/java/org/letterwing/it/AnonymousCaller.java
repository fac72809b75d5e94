package org.letterwing.it;

import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.ejb.EJBAccessException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.directory.DirectoryAdministration;
import org.letterwing.directory.DirectoryException;

/** A page of another application that calls a bean of Letterwing's, and says what came of it. */
@WebServlet("/call")
public class AnonymousCaller extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        try {
            DirectoryAdministration directory =
                    InitialContext.doLookup("java:global/letterwing/letterwing-ejb/DirectoryAdministration");
            directory.domains(null, 1);
            response.getWriter().print("answered");
        } catch (EJBAccessException e) {
            response.getWriter().print("refused");
        } catch (NamingException | DirectoryException e) {
            throw new IOException(e);
        }
    }
}
