package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.directory.DirectoryException;
import org.letterwing.reporting.ReceivedReports;

/** What other hosts have reported of mail that claimed to be of domains of this server. */
@Path("dmarc/reports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DmarcReportsResource {

    @EJB
    private ReceivedReports reports;

    @GET
    @Operation(value = "Lists the reports of other hosts", gives = "DmarcReport", list = true)
    public JsonObject list(@QueryParam("after") String after, @QueryParam("limit") String limit)
            throws DirectoryException {
        return Shapes.page(reports.reports(after, Query.limit(limit)), Shapes::receivedReport);
    }
}
