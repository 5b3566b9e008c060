package io.tenantdeletion.orchestrator.participant;

import io.tenantdeletion.commons.contract.DataPreview;

/**
 * A participant's preview.
 *
 * @param preview the counts
 * @param planVersion version of the plan they were counted by, or null where it computes none
 */
public record CountedPreview(DataPreview preview, String planVersion) {}
