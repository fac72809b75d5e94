package org.letterwing.directory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.letterwing.testing.DatabaseContract;

/** A contract that holds on each database; each test has an empty one. */
abstract class DirectoryContract extends DatabaseContract {

    DirectoryHouse house;

    @BeforeEach
    void openHouse() {
        house = new DirectoryHouse(database);
    }

    @AfterEach
    void closeHouse() {
        if (house != null) { // PostgreSQL may not be installed
            house.close();
        }
    }
}
