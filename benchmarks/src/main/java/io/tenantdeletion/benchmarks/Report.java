package io.tenantdeletion.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tenantdeletion.quickstart.Console;
import io.tenantdeletion.quickstart.Text;
import io.tenantdeletion.quickstart.TextTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Shows the findings to people and writes them for machines. */
final class Report {

    private static final double MIB = 1L << 20;

    private final Findings findings;

    Report(Findings findings) {
        this.findings = findings;
    }

    void print(Console console) {
        console.heading("The same tenant, deleted in every way (milliseconds)");
        console.table(comparison());
        findings.neighbours().ifPresent(result -> {
            console.heading("The same small tenant beside few and beside many rows of another");
            console.table(neighbours(result));
        });
        if (!findings.manyTenants().isEmpty()) {
            console.heading("Small tenants of " + ManyTenants.ROWS + " rows, all asked for at once");
            console.table(manyTenants());
        }
        if (!findings.costToOthers().isEmpty()) {
            console.heading("What other tenants pay (milliseconds)");
            console.table(costToOthers());
        }
        if (!findings.events().isEmpty()) {
            console.heading("Events from the outbox to a queue of the broker (milliseconds)");
            console.table(events());
        }
        console.heading("Memory of the processes after deletions of each size (MB)");
        console.table(memory());
        console.heading("Aims");
        findings.aims()
                .forEach(aim -> console.check(
                        aim.held(),
                        aim.text() + ": " + decimal(aim.value()) + " (at most " + decimal(aim.atMost()) + ")"));
        console.blank();
        console.line(findings.machine().describe());
    }

    private TextTable comparison() {
        TextTable table = new TextTable("rows", "way", "rounds", "median", "least", "most", "/ plain SQL");
        findings.comparisons()
                .forEach(result -> result.times()
                        .forEach((contender, times) -> table.row(
                                Text.count(result.rows()),
                                contender.title(),
                                Text.count(times.samples().size()),
                                whole(times.median()),
                                whole(times.min()),
                                whole(times.max()),
                                decimal(result.ratio(contender, Contender.PLAIN)))));
        return table;
    }

    private static TextTable neighbours(Neighbours.Result result) {
        return new TextTable("rows", "foreign rows", "rounds", "median", "least", "most", "ratio")
                .row(neighbour(result, result.fewRows(), result.few(), 1))
                .row(neighbour(result, result.manyRows(), result.many(), result.ratio()));
    }

    private static String[] neighbour(Neighbours.Result result, long foreign, Times times, double ratio) {
        return List.of(
                        Text.count(result.rows()),
                        Text.count(foreign),
                        Text.count(times.samples().size()),
                        whole(times.median()),
                        whole(times.min()),
                        whole(times.max()),
                        decimal(ratio))
                .toArray(String[]::new);
    }

    private TextTable manyTenants() {
        TextTable table = new TextTable(
                "tenants",
                "replicas",
                "jobs a second",
                "request ms, p50",
                "p95",
                "a job: audit lines",
                "commits",
                "processor ms");
        findings.manyTenants()
                .forEach(result -> table.row(
                        Text.count(result.tenants()),
                        Text.count(result.replicas()),
                        decimal(result.jobsPerSecond()),
                        whole(result.requests().median()),
                        whole(result.requests().percentile(95)),
                        decimal(result.cost().auditLines()),
                        decimal(result.cost().commits()),
                        decimal(result.cost().cpuMillis())));
        return table;
    }

    private TextTable costToOthers() {
        TextTable table = new TextTable("work", "percentile", "samples", "without", "with", "ratio");
        findings.costToOthers()
                .forEach(cost -> table.row(
                        cost.what(),
                        Text.count(cost.percentile()),
                        Text.count(cost.with().samples().size()),
                        decimal(cost.without().percentile(cost.percentile())),
                        decimal(cost.with().percentile(cost.percentile())),
                        decimal(cost.ratio())));
        return table;
    }

    private TextTable events() {
        TextTable table =
                new TextTable("events", "rounds", "outbox", "plain publisher", "ratio", "µs an event", "to 1,000");
        OptionalDouble thousand = findings.events().stream()
                .filter(result -> result.events() == Settings.SMALL)
                .mapToDouble(EventDelivery.Result::costOfOne)
                .findFirst();
        findings.events()
                .forEach(result -> table.row(
                        Text.count(result.events()),
                        Text.count(result.outbox().samples().size()),
                        whole(result.outbox().median()),
                        whole(result.plain().median()),
                        decimal(result.ratio()),
                        whole(result.costOfOne()),
                        thousand.isPresent() ? decimal(result.costOfOne() / thousand.getAsDouble()) : "–"));
        return table;
    }

    private TextTable memory() {
        TextTable table = new TextTable("process", "rows", "resident", "live heap");
        findings.memory()
                .forEach(reading -> table.row(
                        reading.process(),
                        Text.count(reading.rows()),
                        whole(reading.residentBytes() / MIB),
                        decimal(reading.liveBytes() / MIB)));
        return table;
    }

    private static String whole(double number) {
        return Text.count(Math.round(number));
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%,.2f", number);
    }

    void write(Path file) {
        ObjectMapper json = new ObjectMapper()
                .findAndRegisterModules()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setSerializationInclusion(JsonInclude.Include.NON_ABSENT)
                .enable(SerializationFeature.INDENT_OUTPUT);
        try {
            Files.createDirectories(file.getParent());
            json.writeValue(file.toFile(), Document.of(findings));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
