package org.letterwing.administration;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.letterwing.status.SettingsBean;

/** The settings of this server. */
@Path("settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    @EJB
    private SettingsBean settings;

    @GET
    @Operation(value = "Lists the settings of this server", gives = "Setting", list = true)
    public JsonObject list() {
        return Shapes.all(settings.settings(), Shapes::setting);
    }
}
