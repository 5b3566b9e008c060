package io.tenantdeletion.tenant.requester;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tenantdeletion.commons.contract.DeletionHeaders;
import io.tenantdeletion.commons.contract.JobId;
import io.tenantdeletion.commons.contract.UserId;
import io.tenantdeletion.commons.security.Caller;
import io.tenantdeletion.tenant.requester.Requester.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells who sent the current request; to be asked before the first asynchronous step. */
@ApplicationScoped
public class Requesters {

    private final Caller caller;
    private final CurrentVertxRequest request;

    Requesters(Caller caller, CurrentVertxRequest request) {
        this.caller = caller;
        this.request = request;
    }

    /** Whoever sent the current request; a malformed identifier in its headers is a 400 problem. */
    public Requester current() {
        Kind kind = kind();
        JobId job = kind == Kind.SERVICE ? job() : null;
        return new Requester(user(kind), kind, caller.actor(), caller.via(), caller.source(), job);
    }

    private Kind kind() {
        if (caller.isService()) {
            return Kind.SERVICE;
        }
        return caller.isPlatformAdmin() ? Kind.PLATFORM_ADMIN : Kind.USER;
    }

    private Optional<UserId> user(Kind kind) {
        return kind == Kind.SERVICE ? caller.onBehalfOf() : caller.userId();
    }

    private JobId job() {
        String header = request.getCurrent().request().getHeader(DeletionHeaders.JOB_ID);
        return header == null ? null : JobId.fromString(header);
    }
}
