package io.tenantdeletion.orchestrator.console;

import io.tenantdeletion.orchestrator.control.ControlState;
import io.tenantdeletion.orchestrator.limit.LimitUsage;
import io.tenantdeletion.orchestrator.limit.LimitsConfig;
import java.util.List;

/**
 * The stop switch and the limits.
 *
 * @param control how the switch is
 * @param limits what one caller may have deleted
 * @param usage what callers have used up of it
 * @param names what the people in it are called
 */
public record ControlPage(ControlState control, LimitsConfig limits, List<LimitUsage.OfCaller> usage, Names names) {}
