package io.tenantdeletion.orchestrator.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which page of a list a caller asks for. */
@RegisterForReflection // its fields name the parameters that a caller may send
public class PageQuery {

    private static final int PAGE_SIZE = 20;
    private static final int MAX_PAGE_SIZE = 100;
    private static final int MAX_PAGE = 1_000_000;

    @QueryParam("page")
    @Parameter(description = "From 1", example = "1")
    String page;

    @QueryParam("page_size")
    @Parameter(description = "1 to 100; 20 if not given", example = "20")
    String pageSize;

    /** Its number, from 1. */
    int number() {
        return RequestParameters.number("page", page, 1, MAX_PAGE);
    }

    /** How many entries it has at most. */
    int size() {
        return RequestParameters.number("page_size", pageSize, PAGE_SIZE, MAX_PAGE_SIZE);
    }
}
