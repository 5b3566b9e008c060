package io.tenantdeletion.commons.external;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The stores that there are: beans with a name, and directories that the configuration names. */
@ApplicationScoped
public class ExternalStores {

    private static final String USUAL_PREFIX = "{tenant_id}/";

    private final Map<String, ConfiguredStore> stores = new TreeMap<>();

    ExternalStores(@All List<InstanceHandle<ExternalStore>> beans, ExternalDataConfig config) {
        config.stores()
                .forEach((name, store) -> store.root().ifPresent(root -> add(name, new FileSystemStore(root), config)));
        beans.stream()
                .filter(bean -> bean.getBean().getName() != null)
                .forEach(bean -> add(bean.getBean().getName(), bean.get(), config));
    }

    private void add(String name, ExternalStore store, ExternalDataConfig config) {
        String prefix = Optional.ofNullable(config.stores().get(name))
                .map(ExternalDataConfig.Store::prefix)
                .orElse(USUAL_PREFIX);
        if (stores.put(name, new ConfiguredStore(store, new NamePrefix(prefix), config.storeTimeout())) != null) {
            throw new IllegalStateException(
                    "The configuration is wrong: two stores of deletion.external-data are called " + name);
        }
    }

    /** Their names. */
    public Set<String> names() {
        return Set.copyOf(stores.keySet());
    }

    /** The store of that name; empty where nobody has configured it. */
    public Optional<ConfiguredStore> find(String name) {
        return Optional.ofNullable(stores.get(name));
    }
}
