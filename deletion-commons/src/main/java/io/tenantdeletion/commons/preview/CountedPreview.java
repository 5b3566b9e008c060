package io.tenantdeletion.commons.preview;

import io.tenantdeletion.commons.contract.DataPreview;

/**
 * A preview.
 *
 * @param preview rows per table
 * @param planVersion version of the plan that counted them
 */
public record CountedPreview(DataPreview preview, String planVersion) {}
