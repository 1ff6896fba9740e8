package dev.stationmaster.operator;

import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sites by name, as people write them, and by key, as they are stored. */
@Component
class SiteKeys {
    private final SiteService sites;

    SiteKeys(SiteService sites) {
        this.sites = sites;
    }

    /** @param problems where names are told that no site has */
    @Nullable
    List<Integer> keys(@Nullable List<String> names, List<FieldProblem> problems) {
        if (names == null) return null;
        if (names.isEmpty()) problems.add(new FieldProblem("sites", "minItems 1", "sites is absent, or names some."));
        List<Integer> keys = new ArrayList<>();
        for (String name : names) {
            Optional<Site> site = sites.find(name);
            if (site.isPresent()) keys.add(site.get().id());
            else problems.add(new FieldProblem("sites", "exists", "There is no site \"" + name + "\"."));
        }
        return keys;
    }

    @Nullable
    List<String> names(@Nullable List<Integer> keys) {
        if (keys == null) return null;
        return keys.stream()
                .flatMap(key -> sites.find(key).stream())
                .map(Site::name)
                .toList();
    }

    /** With all that is below; a site that is gone includes nothing. */
    Scope scope(@Nullable List<Integer> keys) {
        return keys == null ? Scope.ALL : new Scope(sites.within(keys));
    }

    /** As PostgreSQL reads an array. */
    static @Nullable String text(@Nullable List<Integer> keys) {
        return keys == null ? null : keys.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
