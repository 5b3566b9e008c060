package io.tenantdeletion.orchestrator.participant;

import io.quarkus.runtime.Startup;
import io.tenantdeletion.commons.contract.SubjectKind;
import io.tenantdeletion.orchestrator.guard.GuardConfig;
import io.tenantdeletion.orchestrator.guard.GuardSettings;
import io.tenantdeletion.orchestrator.job.DeletionStep;
import io.tenantdeletion.orchestrator.job.Mode;
import io.tenantdeletion.orchestrator.job.ModeConfig;
import io.tenantdeletion.orchestrator.job.UserSteps;
import io.tenantdeletion.orchestrator.participant.ParticipantsConfig.ParticipantConfig;
import io.tenantdeletion.orchestrator.participant.SubjectCalls.Target;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Who takes part in deletions, built once at start from a configuration that is refused when it is wrong. */
@Startup
@Singleton
public class ParticipantRegistry {

    private static final Logger LOG = Logger.getLogger(ParticipantRegistry.class);
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private final Map<String, Participant> participants;

    ParticipantRegistry(ParticipantsConfig config, ModeConfig mode, GuardConfig guard, ResponseValidator validator) {
        Map<String, Participant> all = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        Map<String, ParticipantConfig> enabled = tenantLast(config.participants());
        enabled.forEach((name, one) -> {
            try {
                all.put(
                        name,
                        participant(
                                name,
                                one,
                                GuardSettings.of(guard, one.guard(), one.guard().previewTimeout()),
                                validator,
                                othersThan(name, enabled),
                                mode.isShadow() ? Mode.SHADOW : one.mode()));
            } catch (IllegalArgumentException mistake) {
                mistakes.add("deletion.participants." + name + ": " + mistake.getMessage());
            }
        });
        ParticipantConfig tenant = config.participants().get(DeletionStep.TENANT);
        if (tenant == null || !tenant.enabled()) {
            mistakes.add("deletion.participants.tenant is missing: it is the last step of every job");
        }
        if (tenant != null && tenant.mode() == Mode.SHADOW && !mode.isShadow()) {
            mistakes.add(
                    "deletion.participants.tenant.mode: without it nothing is completed; set deletion.mode=shadow");
        }
        if (guard.maxIdleAnswers() < 1) {
            mistakes.add("deletion.guard.max-idle-answers must be at least 1");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("The configuration is wrong: " + String.join("; ", mistakes));
        }
        this.participants = Collections.unmodifiableMap(all);
        all.values().stream()
                .filter(Participant::isShadow)
                .forEach(one -> LOG.warnf("%s is in shadow: it is asked, and never called to delete", one.name()));
    }

    /** Everybody who takes part, the tenant service last. */
    public Collection<Participant> all() {
        return participants.values();
    }

    /** Their names, the tenant service last. */
    public List<String> names() {
        return List.copyOf(participants.keySet());
    }

    /** The participant of this name. */
    public Optional<Participant> find(String name) {
        return Optional.ofNullable(participants.get(name));
    }

    /** Names of those who hold data of tenants, the tenant service last. */
    public List<String> tenantDataNames() {
        return participants.values().stream()
                .filter(Participant::holdsTenantData)
                .map(Participant::name)
                .toList();
    }

    /** Names of those who hold data of users. */
    public List<String> userDataNames() {
        return participants.values().stream()
                .filter(Participant::holdsUserData)
                .map(Participant::name)
                .toList();
    }

    /** Those of them that delete, and are not only asked. */
    public List<String> deleting(List<String> names) {
        return names.stream().filter(name -> !participants.get(name).isShadow()).toList();
    }

    private static Map<String, ParticipantConfig> tenantLast(Map<String, ParticipantConfig> configured) {
        Map<String, ParticipantConfig> ordered = new LinkedHashMap<>(new TreeMap<>(configured));
        ParticipantConfig tenant = ordered.remove(DeletionStep.TENANT);
        ordered.values().removeIf(one -> !one.enabled());
        if (tenant != null) {
            ordered.put(DeletionStep.TENANT, tenant);
        }
        return ordered;
    }

    /** What the other participants are called in bodies. */
    private static Set<String> othersThan(String name, Map<String, ParticipantConfig> all) {
        Set<String> others = new HashSet<>();
        all.forEach((other, one) -> {
            others.add(other);
            one.serviceName().ifPresent(others::add);
        });
        others.remove(name);
        all.get(name).serviceName().ifPresent(others::remove);
        return others;
    }

    private static Participant participant(
            String name,
            ParticipantConfig one,
            GuardSettings guard,
            ResponseValidator validator,
            Set<String> others,
            Mode mode) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name is lower case letters, digits, - and _");
        }
        if (!one.capabilities().contains(Capability.PURGE)) {
            throw new IllegalArgumentException("without the capability purge it cannot take part");
        }
        if (UserSteps.OWN.contains(name)) {
            throw new IllegalArgumentException("this name is a step of every user's deletion");
        }
        String userData = one.userData().orElse(null);
        boolean misplaced = name.equals(DeletionStep.TENANT);
        if (userData != null && (misplaced || !NAME.matcher(userData).matches())) {
            throw new IllegalArgumentException(
                    "user-data is lower case letters, digits, - and _, and not for the tenant service");
        }
        URI url = url(one.url());
        SubjectCalls tenants =
                new SubjectCalls(new Target(name, SubjectKind.TENANT, name, others), url, guard, validator);
        String data = userData == null ? name : userData;
        SubjectCalls users = new SubjectCalls(new Target(name, SubjectKind.USER, data, others), url, guard, validator);
        return new Participant(name, one.capabilities(), tenants, users, subjects(one), mode);
    }

    private static Set<SubjectKind> subjects(ParticipantConfig one) {
        if (one.tenantData()) {
            return one.userData().isPresent() ? Set.of(SubjectKind.values()) : Set.of(SubjectKind.TENANT);
        }
        if (one.userData().isEmpty()) {
            throw new IllegalArgumentException("without tenant-data and user-data it has nothing to delete");
        }
        return Set.of(SubjectKind.USER);
    }

    static URI url(String text) {
        URI url = URI.create(text);
        boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!http || url.getHost() == null) {
            throw new IllegalArgumentException("url must be an absolute http or https address");
        }
        return url;
    }
}
