package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.control.LegalHold;
import java.util.List;

/** A page of legal holds, and what the people in it are called. */
public record LegalHoldList(List<LegalHold> holds, Names names, Paging pages) {}
