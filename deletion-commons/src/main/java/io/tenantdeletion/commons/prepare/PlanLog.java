package io.tenantdeletion.commons.prepare;

import io.tenantdeletion.commons.contract.Finding;
import io.tenantdeletion.commons.gate.GateReport;
import io.tenantdeletion.commons.plan.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Says what became of the plans: once at the start, and again whenever it has changed. */
final class PlanLog {

    private static final Logger LOG = Logger.getLogger(PlanStartup.class);

    private final Map<String, List<?>> told = new ConcurrentHashMap<>();

    void tell(PlanSet plans) {
        plans.reports().forEach((key, report) -> {
            List<?> news = List.of(report.plan().version(), report.findings());
            if (!news.equals(told.put(key.label(), news))) {
                tell(key, report);
            }
        });
        if (!plans.unclaimed().equals(told.put("", plans.unclaimed()))) {
            plans.unclaimed().stream().map(Violation::toString).forEach(LOG::error);
        }
    }

    private static void tell(PlanSet.Key key, GateReport report) {
        if (!report.isRefused()) {
            LOG.infof(
                    "%s_plan.valid tables=%d version=%s",
                    key.event(), report.plan().tableCount(), report.plan().version());
        }
        report.findings()
                .forEach(finding ->
                        LOG.logf(finding.isError() ? Logger.Level.ERROR : Logger.Level.WARN, "%s", line(key, finding)));
    }

    private static String line(PlanSet.Key key, Finding finding) {
        return key.event() + (finding.isError() ? "_plan.refused " : "_plan.warning ") + finding.code() + ": "
                + finding.detail() + " " + finding.remedy();
    }
}
