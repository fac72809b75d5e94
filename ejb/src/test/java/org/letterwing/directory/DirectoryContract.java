package org.letterwing.directory;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import org.letterwing.testing.TestDatabase;

/** A contract that holds on each database; each test has an empty one. */
abstract class DirectoryContract {

    @TempDir
    Path folder;

    TestDatabase database;
    DirectoryHouse house;

    /** Opens an empty database, which may keep its files in the folder. */
    abstract TestDatabase open(Path folder);

    @BeforeEach
    void openHouse() {
        database = open(folder);
        house = new DirectoryHouse(database);
    }

    @AfterEach
    void closeHouse() {
        if (house != null) { // PostgreSQL may not be installed
            house.close();
            database.close();
        }
    }
}
