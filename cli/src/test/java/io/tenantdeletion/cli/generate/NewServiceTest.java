package io.tenantdeletion.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantdeletion.embedded.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the generator writes and asks; that it passes its contract tests is {@link NewServiceIT}'s. */
class NewServiceTest {

    private static final String PROPERTIES = "src/main/resources/application.properties";

    @TempDir
    Path root;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void makeRepository() throws IOException {
        for (String module : List.of("domain-services", "orchestrator")) {
            Path file = root.resolve(module).resolve(PROPERTIES);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "a=b\n# The last step of every job.\nc=d\n");
        }
    }

    @Test
    void makesASampleToBeginWith() throws IOException {
        assertThat(run("loyalty")).isZero();

        assertThat(service("java/io/tenantdeletion/services/loyalty/LoyaltyDeletion.java"))
                .contains("return \"loyalty\";");
        assertThat(service("resources/db/migration/loyalty/V1__loyalty.sql")).contains("create table loyalty_entries");
        assertThat(read("orchestrator/" + PROPERTIES)).isEqualTo("""
                a=b
                deletion.participants.loyalty.url=${domain.services.url}
                deletion.participants.loyalty.capabilities=${domain.services.capabilities}
                deletion.participants.loyalty.user-data=loyalty
                # The last step of every job.
                c=d
                """);
        assertThat(out.toString()).contains("./mvnw test -pl domain-services").doesNotContain("REVIEW");
    }

    @Test
    void overwritesNothing() {
        assertThat(run("loyalty")).isZero();
        assertThat(run("loyalty")).isEqualTo(2);
        assertThat(err.toString()).contains("There is a context loyalty already.");
    }

    @Test
    void takesNamesThatAreNames() {
        assertThat(run("../x")).isEqualTo(2);
        assertThat(run("Loyalty")).isEqualTo(2);
    }

    @Test
    void readsADatabaseAndAsks() throws IOException {
        try (PostgresServer postgres = Databases.withLoyalty()) {
            assertThat(run("loyalty", "--from-database", Databases.url(postgres), "--schema", "shop_loyalty"))
                    .as(err.toString())
                    .isZero();
        }

        String migrations = "resources/db/migration/shop_loyalty/";
        assertThat(service(migrations + "V1__loyalty.sql"))
                .contains(
                        "create type card_kind as enum ('paper', 'plastic');",
                        "\"Number\" text not null",
                        "kind card_kind default 'paper'::card_kind not null",
                        "amount numeric(10,2) not null",
                        "generated always as identity",
                        "-- REVIEW: not taken along: view rich");
        assertThat(service(migrations + "V2__deletion.sql"))
                .contains(
                        "alter table points drop constraint points_card_id_fkey;",
                        "add constraint points_card_id_fkey FOREIGN KEY (card_id) REFERENCES cards(id);",
                        "create index points_card_id_idx on points (card_id);",
                        "create index tiers_tenant_id_idx on tiers (tenant_id);")
                .doesNotContain("cards_tenant_id_idx", "alter column user_id");
        assertThat(service("resources/application.properties"))
                .startsWith("a=b")
                .contains(
                        "deletion.tables.\"shop_loyalty.cards\".data=tenant,user\n",
                        "deletion.tables.\"shop_loyalty.points\".data=tenant,user\n",
                        "deletion.tables.\"shop_loyalty.countries\".data=shared\n",
                        "deletion.tables.\"shop_loyalty.offers\".user-column=created_by\n",
                        "deletion.tables.\"shop_loyalty.offers\".anonymize=true\n",
                        "deletion.tables.\"shop_loyalty.redemptions\".data=tenant\n",
                        "# REVIEW: countries: has neither a column tenant_id",
                        "# REVIEW: offers: does created_by name a user?");
        assertThat(service("java/io/tenantdeletion/services/loyalty/LoyaltyDeletion.java"))
                .contains("return \"shop_loyalty\";");
        assertThat(out.toString()).contains("guesses to look at", "LoyaltyUserDeletionIT");
    }

    @Test
    void saysThatThereIsNoSuchSchema() {
        try (PostgresServer postgres = PostgresServer.startNonDurable("shop")) {
            assertThat(run("loyalty", "--from-database", Databases.url(postgres)))
                    .isEqualTo(2);
        }
        assertThat(err.toString()).contains("schema").contains("loyalty");
        assertThat(root.resolve("domain-services/src/main/java")).doesNotExist();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--into", root.toString()));
        all.addAll(List.of(arguments));
        CommandLine command = NewService.command();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(all.toArray(String[]::new));
    }

    private String service(String file) throws IOException {
        return read("domain-services/src/main/" + file);
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }
}
