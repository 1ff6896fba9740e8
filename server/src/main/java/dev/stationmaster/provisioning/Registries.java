package dev.stationmaster.provisioning;

import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.operator.ApiTokenForm;
import dev.stationmaster.operator.ApiTokens;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.SiteSaved;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.station.StationService;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The features whose things a file can name. */
@Component
class Registries {
    private final SiteService sites;
    private final StationService stations;
    private final StationDirectory directory;
    private final TokenService tokens;
    private final ApiTokens apiTokens;
    private final Settings settings;

    Registries(
            SiteService sites,
            StationService stations,
            StationDirectory directory,
            TokenService tokens,
            ApiTokens apiTokens,
            Settings settings) {
        this.sites = sites;
        this.stations = stations;
        this.directory = directory;
        this.tokens = tokens;
        this.apiTokens = apiTokens;
        this.settings = settings;
    }

    List<FieldProblem> problems(StationForm form) {
        return stations.problems(form);
    }

    boolean hasStation(StationForm form) {
        return directory.find(String.valueOf(form.id())).isPresent();
    }

    boolean hasToken(TokenForm form) {
        return tokens.knows(form);
    }

    boolean hasApiToken(ApiTokenForm form) {
        return apiTokens.knows(String.valueOf(form.name()));
    }

    /** A file says what the first site looks like; others are made over the API. */
    Planned site(List<Provisioning.SiteForm> forms, String actor, Instant at) {
        var form = forms.getLast();
        var now = sites.standard();
        var site = now.called(
                form.name() == null ? now.name() : form.name(),
                form.timeZone() == null ? now.timeZone() : ZoneId.of(form.timeZone()),
                form.currency() == null ? now.currency() : form.currency());
        return new Planned(List.of(new SiteSaved(site), sites.change(site, actor, at)), () -> sites.saved(site));
    }

    Planned apiTokens(List<ApiTokenForm> forms, String actor, Instant at) {
        return apiTokens.plan(forms, actor, at);
    }

    /** @param own settings of stations of their own, by identity */
    Planned stations(List<StationForm> forms, Map<String, Map<String, String>> own, String actor, Instant at) {
        return stations.plan(forms, actor, at)
                .and(new Planned(
                        List.of(),
                        () -> forms.forEach(form -> {
                            String identity = String.valueOf(form.id());
                            Map<String, String> values = own.getOrDefault(identity, Map.of());
                            if (values.isEmpty()) return;
                            directory
                                    .find(identity)
                                    .ifPresent(station ->
                                            settings.changeFor(station.id().key(), new HashMap<>(values), actor));
                        })));
    }

    Planned tokens(List<TokenForm> forms, String actor, Instant at) {
        return tokens.plan(forms, actor, at);
    }
}
