package org.letterwing.database;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/**
 * Migrates the schema when the server starts. A bean that uses the database while it starts declares
 * {@code @DependsOn("SchemaBean")}. The data source is defined in {@code jboss-ejb3.xml}.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaBean {

    /** The data source's name in JNDI. */
    public static final String DATA_SOURCE = "java:app/jdbc/letterwing";

    @PostConstruct
    void migrate() {
        Migrations.apply(new LetterwingDataSource());
    }
}
