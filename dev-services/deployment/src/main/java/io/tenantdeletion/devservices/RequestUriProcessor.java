package io.tenantdeletion.devservices;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.SystemPropertyBuildItem;

/**
 * In every mode, packaged applications included: the server does not check the URI of a request, because it would
 * refuse it with an empty body before anything of the application's sees it. The applications check it themselves.
 */
class RequestUriProcessor {

    @BuildStep
    SystemPropertyBuildItem leaveTheCheckToTheApplication() {
        return new SystemPropertyBuildItem("vertx.disableURIValidation", "true");
    }
}
