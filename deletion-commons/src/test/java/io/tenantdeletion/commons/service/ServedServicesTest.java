package io.tenantdeletion.commons.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
}
