package org.letterwing.console;

import java.io.Serializable;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;

import org.primefaces.model.LazyDataModel;

import org.letterwing.directory.Page;
import org.letterwing.queue.RouteAdministration;
import org.letterwing.queue.RouteView;
import org.letterwing.spi.outbound.NextHop.Tls;

/** The page with the routes of mail to other hosts. */
@Named
@ViewScoped
public class RoutesPage implements Serializable {

    private static final int SUBMISSION = 587;

    @EJB
    private RouteAdministration routes;

    private final CursorModel<RouteView> table = new CursorModel<>(this::page);
    private RouteView chosen;
    private String domain;
    private String host;
    private Integer port;
    private Tls tls;
    private String username;
    private String password;

    private Page<RouteView> page(String after, int limit) {
        return routes.list(after, limit);
    }

    /** Empties the form for a new route. */
    public void begin() {
        domain = null;
        host = null;
        port = SUBMISSION;
        tls = Tls.REQUIRED;
        username = null;
    }

    /** Adds the route of the form. */
    public void add() {
        if (Attempt.inForm(() -> routes.add(domain, host, port, tls.name(), username, password))) {
            Texts.done("route.added", domain);
            table.reset();
        }
    }

    /** Chooses the route that is to be removed. */
    public void choose(String name) {
        Attempt.onPage(() -> chosen = routes.route(name));
    }

    /** Removes the chosen route. */
    public void remove() {
        if (Attempt.onPage(() -> routes.remove(chosen.domain()))) {
            Texts.done("route.removed", chosen.domain());
            table.reset();
        }
    }

    public LazyDataModel<RouteView> getRoutes() {
        return table;
    }

    public RouteView getChosen() {
        return chosen;
    }

    public Tls[] getWays() {
        return Tls.values();
    }

    public String getDomain() {
        return domain;
    }

    public void setDomain(String domain) {
        this.domain = domain;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public Integer getPort() {
        return port;
    }

    public void setPort(Integer port) {
        this.port = port;
    }

    public Tls getTls() {
        return tls;
    }

    public void setTls(Tls tls) {
        this.tls = tls;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return null; // never sent back
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
