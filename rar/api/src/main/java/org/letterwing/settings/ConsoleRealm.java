package org.letterwing.settings;

/** Who knows the people that sign in to the console and the API. */
public enum ConsoleRealm {
    /** Letterwing: they are its administrator and the owners of its accounts. */
    ACCOUNTS,
    /** The application server: the realms of the security domain in which Letterwing's enterprise beans are. */
    CONTAINER
}
