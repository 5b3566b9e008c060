package io.tenantdeletion.commons.delivery;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Sinks that come and go while the application runs; every bean of it is asked before each round of deliveries. */
public interface SinkSource {

    /** All that there are now. */
    Uni<List<Sink>> sinks();
}
