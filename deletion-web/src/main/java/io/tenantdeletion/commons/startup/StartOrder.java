package io.tenantdeletion.commons.startup;

import jakarta.interceptor.Interceptor;

/** What comes first at a start, all of it before Quarkus begins to run scheduled methods. */
public final class StartOrder {

    /** A wrong configuration is told before anything is done with it. */
    public static final int CONFIGURATION = Interceptor.Priority.PLATFORM_BEFORE - 30;

    /** The database is brought up to date before anybody looks at it. */
    public static final int MIGRATIONS = Interceptor.Priority.PLATFORM_BEFORE - 20;

    static final int AFTER_MIGRATIONS = Interceptor.Priority.PLATFORM_BEFORE - 10;

    private StartOrder() {}
}
