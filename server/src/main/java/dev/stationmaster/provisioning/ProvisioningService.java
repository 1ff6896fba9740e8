package dev.stationmaster.provisioning;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.masterkey.MasterKey;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Applies a file of stations, tokens and settings: all of it or nothing, and of its entries those that changed since they were applied last, so
 * that what happened to them since (a new password, a higher security profile) survives.
 */
@Service
public class ProvisioningService {
    private final ProvisioningStore store;
    private final Registries registries;
    private final TariffEntries tariffs;
    private final Settings settings;
    private final SecretKeySpec key;
    private final Ledger ledger;
    private final InstantSource clock;

    ProvisioningService(
            ProvisioningStore store,
            Registries registries,
            TariffEntries tariffs,
            Settings settings,
            MasterKey masterKey,
            Ledger ledger,
            InstantSource clock) {
        this.store = store;
        this.registries = registries;
        this.tariffs = tariffs;
        this.settings = settings;
        // Entries hold passwords: what is kept of them must not be open to guessing.
        this.key = new SecretKeySpec(masterKey.derive("provisioning-entries"), "HmacSHA256");
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What became of a file, counted by kind: stations, tokens, apiTokens, tariffs, tariffAssignments, settings, site.
     *
     * @param applied made or changed
     * @param unchanged left alone, because they were applied in this form before
     */
    public record Outcome(Map<String, Integer> applied, Map<String, Integer> unchanged) {}

    /** Where a file comes from. */
    public enum Source {
        /** Read at every start: an entry is unchanged when the file said the same at an earlier start. */
        FILE,
        /** Sent by an operator: an entry is unchanged when it was applied last in this form, and is there. */
        REQUEST
    }

    /**
     * Applies a file.
     *
     * @param text YAML or JSON
     * @throws ProvisioningRefused when anything is wrong with it; then nothing changes
     */
    public synchronized Outcome apply(String text, Source source, String actor) {
        var file = ProvisioningReader.read(text, registries::problems);
        List<FieldProblem> unknown = tariffs.unknown(file);
        if (!unknown.isEmpty()) throw new ProvisioningRefused(unknown);
        var run = new Run(source, store.all(), clock.instant());
        var planned = run.changed("site", one(file.site()), _ -> true, (forms, at) -> registries.site(forms, actor, at))
                .and(run.changed(
                        "apiTokens",
                        file.apiTokens(),
                        registries::hasApiToken,
                        (forms, at) -> registries.apiTokens(forms, actor, at)))
                .and(run.changed(
                        "stations",
                        file.stations(),
                        registries::hasStation,
                        (forms, at) -> registries.stations(forms, file.stationSettings(), actor, at)))
                .and(run.changed(
                        "tokens",
                        file.tokens(),
                        registries::hasToken,
                        (forms, at) -> registries.tokens(forms, actor, at)))
                .and(run.changed(
                        "tariffs",
                        file.tariffs(),
                        tariffs::hasTariff,
                        (forms, at) -> tariffs.tariffs(forms, actor, at)));
        planned.commit(ledger);
        // Stations and tariffs of the file are known by now.
        run.changed(
                        "tariffAssignments",
                        file.assignments(),
                        tariffs::isAssigned,
                        (forms, at) -> tariffs.assign(forms, actor, at))
                .commit(ledger);
        applySettings(file.settings(), source, actor, run);
        return new Outcome(run.applied, run.unchanged);
    }

    private void applySettings(Map<String, String> values, Source source, String actor, Run run) {
        var held = new HashMap<String, String>();
        for (var setting : settings.all()) held.put(setting.key(), setting.value());
        var changed = new LinkedHashMap<String, @Nullable String>();
        values.forEach((key, value) -> {
            if (!value.equals(held.get(key))) changed.put(key, value);
        });
        if (source == Source.FILE) settings.fromFile(values);
        else if (!changed.isEmpty()) settings.change(changed, actor);
        if (!changed.isEmpty()) run.applied.put("settings", changed.size());
        if (changed.size() < values.size()) run.unchanged.put("settings", values.size() - changed.size());
    }

    private static <F> List<Entry<F>> one(@Nullable Entry<F> entry) {
        return entry == null ? List.of() : List.of(entry);
    }

    private byte[] hash(String content) {
        try {
            var mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    /** One application of one file. */
    private final class Run {
        private final Source source;
        private final Map<String, ProvisioningStore.Hashes> known;
        private final Instant at;
        private final Map<String, Integer> applied = new LinkedHashMap<>();
        private final Map<String, Integer> unchanged = new LinkedHashMap<>();

        Run(Source source, Map<String, ProvisioningStore.Hashes> known, Instant at) {
            this.source = source;
            this.known = known;
            this.at = at;
        }

        <F> Planned changed(
                String kind, List<Entry<F>> entries, Predicate<F> exists, BiFunction<List<F>, Instant, Planned> plan) {
            List<F> forms = new ArrayList<>();
            List<Fact<?>> facts = new ArrayList<>();
            for (var entry : entries) {
                byte[] hash = hash(entry.content());
                if (isUnchanged(entry, hash, exists)) {
                    unchanged.merge(kind, entry.forms().size(), Integer::sum);
                } else {
                    applied.merge(kind, entry.forms().size(), Integer::sum);
                    forms.addAll(entry.forms());
                    facts.add(new EntryApplied(entry.key(), hash, source == Source.FILE, at));
                }
            }
            if (forms.isEmpty()) return Planned.nothing();
            return plan.apply(forms, at).and(new Planned(facts, () -> {}));
        }

        private <F> boolean isUnchanged(Entry<F> entry, byte[] hash, Predicate<F> exists) {
            var before = known.get(entry.key());
            if (before == null) return false;
            if (source == Source.FILE) return Arrays.equals(before.file(), hash);
            return Arrays.equals(before.last(), hash) && entry.forms().stream().allMatch(exists);
        }
    }
}
