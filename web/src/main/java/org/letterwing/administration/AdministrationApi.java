package org.letterwing.administration;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The root of the administration API. */
@ApplicationPath("/api/v1")
public class AdministrationApi extends Application {}
