package dev.stationmaster.provisioning;

import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.authorization.TokenRules;
import dev.stationmaster.operator.ApiTokenForm;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.settings.SettingRefused;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationService;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads and checks a file; finds all that is wrong with it, not only the first. */
final class ProvisioningReader {
    private static final int MAX_COUNT = 1_000_000;
    private static final Set<String> FILE =
            Set.of("settings", "site", "apiTokens", "stations", "tokens", "tariffs", "tariffAssignments");
    private static final Set<String> SITE = Set.of("name", "timeZone", "currency");
    private static final Set<String> API_TOKEN = Set.of("name", "role", "token", "expiresAt");
    private static final Set<String> STATION = Set.of(
            "id",
            "count",
            "securityProfile",
            "password",
            "serialNumber",
            "boot",
            "pendingBoots",
            "bootInterval",
            "versions",
            "site",
            "assumedVersion",
            "settings");
    private static final Set<String> TOKEN = Set.of(
            "idToken",
            "count",
            "type",
            "status",
            "validUntil",
            "group",
            "maxConcurrent",
            "language",
            "personalMessage",
            "allowedAt");

    private final Findings findings = new Findings();
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Map<String, String>> stationSettings = new HashMap<>();
    private final Function<StationForm, List<FieldProblem>> stationRules;

    /** @param stationRules what is wrong with a station, also in the light of what is known */
    private ProvisioningReader(Function<StationForm, List<FieldProblem>> stationRules) {
        this.stationRules = stationRules;
    }

    /** @throws ProvisioningRefused with all that is wrong */
    static Provisioning read(String text, Function<StationForm, List<FieldProblem>> stationRules) {
        var reader = new ProvisioningReader(stationRules);
        var read = reader.file(YamlText.parse(text));
        if (!reader.findings.isEmpty()) throw new ProvisioningRefused(reader.findings.all());
        return read;
    }

    private Provisioning file(@Nullable Node root) {
        var file = root == null ? null : YamlMap.of(root, "", FILE, findings);
        if (file == null)
            return new Provisioning(Map.of(), null, List.of(), List.of(), Map.of(), List.of(), List.of(), List.of());
        return new Provisioning(
                settings(file, false),
                site(file),
                entries(file, "apiTokens", API_TOKEN, this::apiToken),
                entries(file, "stations", STATION, this::stations),
                stationSettings,
                entries(file, "tokens", TOKEN, this::tokens),
                TariffEntries.tariffs(file, findings),
                TariffEntries.assignments(file, findings));
    }

    private Map<String, String> settings(YamlMap file, boolean ofStation) {
        var values = new LinkedHashMap<String, String>();
        if (file.node("settings") == null) return values;
        if (!(file.node("settings") instanceof MappingNode mapping)) {
            findings.add(file.line("settings"), file.path("settings"), "type", "settings must be a mapping.");
            return values;
        }
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key && tuple.getValueNode() instanceof ScalarNode value) {
                try {
                    if (ofStation) Settings.checkForStation(key.getValue(), value.getValue());
                    else Settings.check(key.getValue(), value.getValue());
                    values.put(key.getValue(), value.getValue());
                } catch (SettingRefused refused) {
                    findings.add(
                            YamlMap.line(key),
                            file.path("settings") + "." + key.getValue(),
                            "setting",
                            key.getValue() + " " + refused.getMessage() + ".");
                }
            } else {
                findings.add(
                        YamlMap.line(tuple.getKeyNode()),
                        file.path("settings"),
                        "type",
                        "a setting must be one value.");
            }
        }
        return values;
    }

    private @Nullable Entry<Provisioning.SiteForm> site(YamlMap file) {
        var node = file.node("site");
        var map = node == null ? null : YamlMap.of(node, "site", SITE, findings);
        if (node == null || map == null) return null;
        var name = map.text("name");
        var zone = map.text("timeZone");
        var currency = map.text("currency");
        if (name != null && (name.isBlank() || name.length() > 100)) problem(map, "name", "1 to 100 characters");
        if (zone != null && !isZone(zone)) problem(map, "timeZone", "a time zone like Europe/Berlin");
        if (currency != null && !currency.matches("[A-Z]{3}"))
            problem(map, "currency", "three capital letters like EUR");
        return new Entry<>("site", YamlText.content(node), List.of(new Provisioning.SiteForm(name, zone, currency)));
    }

    private <F> List<Entry<F>> entries(
            YamlMap file, String key, Set<String> allowed, Function<YamlMap, @Nullable Named<F>> read) {
        var entries = new ArrayList<Entry<F>>();
        var nodes = file.items(key);
        for (int i = 0; i < nodes.size(); i++) {
            var map = YamlMap.of(nodes.get(i), key + "[" + i + "]", allowed, findings);
            var named = map == null ? null : read.apply(map);
            if (named != null) entries.add(new Entry<>(named.key(), YamlText.content(nodes.get(i)), named.forms()));
        }
        return entries;
    }

    private record Named<F>(String key, List<F> forms) {}

    private @Nullable Named<ApiTokenForm> apiToken(YamlMap map) {
        var form = new ApiTokenForm(map.text("name"), map.text("role"), null, map.text("token"), map.text("expiresAt"));
        problems(map, form.problems());
        if (form.token() == null) problem(map, "token", "given, with 32 or more characters");
        if (form.name() == null) return null;
        var key = "apiToken/" + form.name().toLowerCase(Locale.ROOT);
        once(map, "name", key);
        return new Named<>(key, List.of(form));
    }

    private @Nullable Named<StationForm> stations(YamlMap map) {
        var form = new StationForm(
                map.text("id"),
                map.number("securityProfile"),
                map.text("password"),
                map.text("serialNumber"),
                map.text("boot"),
                map.number("pendingBoots"),
                map.number("bootInterval"),
                map.texts("versions"),
                map.text("site"),
                map.text("assumedVersion"));
        var forms = many(map, "id", form.id(), number -> numbered(form, number));
        if (forms.isEmpty()) return null;
        problems(map, stationRules.apply(forms.getLast()));
        if (form.password() == null && StationService.needsPassword(form))
            problem(map, "password", "given with securityProfile 1 or 2, with 16 to 64 characters");
        var settings = settings(map, true);
        for (var one : forms) {
            once(map, "id", "station/" + String.valueOf(one.id()).toLowerCase(Locale.ROOT));
            if (!settings.isEmpty()) stationSettings.put(String.valueOf(one.id()), settings);
        }
        return new Named<>("station/" + String.valueOf(form.id()).toLowerCase(Locale.ROOT), forms);
    }

    private @Nullable Named<TokenForm> tokens(YamlMap map) {
        var form = new TokenForm(
                map.text("idToken"),
                map.text("type"),
                map.text("status"),
                map.text("validUntil"),
                map.text("group"),
                map.number("maxConcurrent"),
                map.text("language"),
                map.text("personalMessage"),
                map.texts("allowedAt"));
        var forms = many(map, "idToken", form.idToken(), number -> numbered(form, number));
        if (forms.isEmpty()) return null;
        problems(map, TokenRules.check(forms.getLast()));
        var type = "token/" + (form.type() == null ? "iso14443" : form.type().toLowerCase(Locale.ROOT)) + "/";
        for (var one : forms)
            once(map, "idToken", type + String.valueOf(one.idToken()).toLowerCase(Locale.ROOT));
        return new Named<>(type + String.valueOf(form.idToken()).toLowerCase(Locale.ROOT), forms);
    }

    /** The forms an entry stands for; none when its name or count is wrong. */
    private <F> List<F> many(YamlMap map, String field, @Nullable String name, IntFunction<F> make) {
        boolean counted = map.node("count") != null;
        var count = map.number("count");
        if (name == null) {
            problem(map, field, "given");
            return List.of();
        }
        if (counted && count == null) return List.of();
        if (count == null && !Numbered.isPattern(name)) return List.of(make.apply(0));
        if (count == null) {
            problem(map, "count", "given, because " + field + " holds {n}");
            return List.of();
        }
        if (count < 1 || count > MAX_COUNT) {
            problem(map, "count", "a number from 1 to " + MAX_COUNT);
            return List.of();
        }
        if (!Numbered.isPattern(name)) {
            problem(map, field, "a pattern with {n} or {n:5}, because there is a count");
            return List.of();
        }
        var forms = new ArrayList<F>(count);
        for (int number = 1; number <= count; number++) forms.add(make.apply(number));
        return forms;
    }

    private static StationForm numbered(StationForm form, int number) {
        if (number == 0) return form;
        return new StationForm(
                Numbered.with(form.id(), number),
                form.securityProfile(),
                Numbered.with(form.password(), number),
                Numbered.with(form.serialNumber(), number),
                form.boot(),
                form.pendingBoots(),
                form.bootInterval(),
                form.versions(),
                form.site(),
                form.assumedVersion());
    }

    private static TokenForm numbered(TokenForm form, int number) {
        if (number == 0) return form;
        return new TokenForm(
                Numbered.with(form.idToken(), number),
                form.type(),
                form.status(),
                form.validUntil(),
                Numbered.with(form.group(), number),
                form.maxConcurrent(),
                form.language(),
                form.personalMessage(),
                numbered(form.allowedAt(), number));
    }

    private static @Nullable List<String> numbered(@Nullable List<String> texts, int number) {
        return texts == null
                ? null
                : texts.stream()
                        .map(text -> String.valueOf(Numbered.with(text, number)))
                        .toList();
    }

    private void once(YamlMap map, String field, String name) {
        var earlier = lines.putIfAbsent(name, map.line());
        if (earlier != null)
            findings.add(
                    map.line(field),
                    map.path(field),
                    "duplicate",
                    field + " stands in line " + earlier + " already; upper and lower case are the same.");
    }

    private void problems(YamlMap map, List<FieldProblem> problems) {
        for (var problem : problems)
            findings.add(map.line(problem.field()), map.path(problem.field()), problem.rule(), problem.message());
    }

    private void problem(YamlMap map, String field, String expected) {
        findings.add(map.line(field), map.path(field), "value", field + " must be: " + expected + ".");
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
