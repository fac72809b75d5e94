package org.letterwing.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/**
 * Defines the data source and migrates the schema when the server starts. A bean that uses the database while it starts
 * declares {@code @DependsOn("SchemaBean")}.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = SchemaBean.DATA_SOURCE,
        className = "org.letterwing.database.LetterwingDataSource",
        minPoolSize = 2,
        maxPoolSize = 40,
        properties = "description=Letterwing")
public class SchemaBean {

    /** The data source's name in JNDI. */
    public static final String DATA_SOURCE = "java:app/jdbc/letterwing";

    @PostConstruct
    void migrate() {
        Migrations.apply(new LetterwingDataSource());
    }
}
