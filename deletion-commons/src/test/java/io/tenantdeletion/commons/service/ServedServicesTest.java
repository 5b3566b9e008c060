package io.tenantdeletion.commons.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServedServicesTest {

    private static class Loyalty implements TenantDataDeletionService {

        @Override
        public String pathName() {
            return "loyalty";
        }
    }

    private static final class Copied extends Loyalty {}

    @Test
    void twoServicesOfOneNameStopTheStartAndAreNamedWithTheMend() {
        assertThatThrownBy(() -> new ServedServices(List.of(new Loyalty(), new Copied()), null, null))
                .hasMessageContaining(Loyalty.class.getName())
                .hasMessageContaining(Copied.class.getName())
                .hasMessageEndingWith("both call themselves loyalty. Let one of them return another pathName().");
    }

    @Test
    void aServiceThatIsNotThereStopsTheStartAndThoseThatAreAreNamed() {
        DeletionConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DeletionConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("deletion.services", "loyalty,loyalti"), "test", 100))
                .build()
                .getConfigMapping(DeletionConfig.class);

        assertThatThrownBy(() -> new ServedServices(List.of(new Loyalty()), config, null))
                .hasMessage("deletion.services names [loyalti], but this process contains only [loyalty].");
    }
}
