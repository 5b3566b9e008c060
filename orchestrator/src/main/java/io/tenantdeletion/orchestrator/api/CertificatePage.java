package io.tenantdeletion.orchestrator.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tenantdeletion.orchestrator.certificate.Certificate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Certificates, in the order of their numbers.
 *
 * @param items the certificates of this page
 * @param page its number, from 1
 * @param pageSize how many a page has at most
 * @param total the number of the last certificate: there are as many, or some are missing
 */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "CertificatePage")
public record CertificatePage(List<Certificate> items, int page, int pageSize, long total) {}
