package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.authentication.keys.KeyAdministration;
import org.letterwing.directory.DirectoryException;

/** The records that a domain should have in DNS. */
@Path("domains/{domain}/dns")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DnsResource {

    @EJB
    private KeyAdministration keys;

    @PathParam("domain")
    private String domain;

    @GET
    @Operation(value = "Lists the records that a domain should have in DNS", gives = "DnsRecord", list = true)
    public JsonObject list() throws DirectoryException {
        return Shapes.all(keys.dns(domain), Shapes::dnsRecord);
    }
}
