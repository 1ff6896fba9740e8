package dev.stationmaster.access;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.PageFilter;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Takes out of answers what stands at other sites than the caller's. An element that names neither station nor site is not shown to who is limited.
 * Pages may become shorter; {@code next} goes on all the same.
 */
@ControllerAdvice
class SiteFilter implements ResponseBodyAdvice<Object>, PageFilter {
    private static final String SITES = "/api/v1/sites";

    private final StationsSeen seen;
    private final SiteService sites;

    SiteFilter(StationsSeen seen, SiteService sites) {
        this.seen = seen;
        this.sites = sites;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        Scope scope = Scope.current();
        if (body == null || body instanceof ProblemDetail || !scope.isLimited()) return body;
        if (!(request instanceof ServletServerHttpRequest inner)) return body;
        HttpServletRequest asked = inner.getServletRequest();
        if (body instanceof Page<?> page) return seen(page, asked);
        String pattern = pattern(asked);
        if (!SiteGate.filters(asked.getMethod(), pattern) || shows(scope, body, pattern.startsWith(SITES))) return body;
        throw ApiProblem.notFound("object", asked.getRequestURI());
    }

    @Override
    public Page<?> seen(Page<?> page, HttpServletRequest request) {
        Scope scope = Scope.current();
        String pattern = pattern(request);
        if (!scope.isLimited() || !SiteGate.filters(request.getMethod(), pattern)) return page;
        boolean isSite = pattern.startsWith(SITES);
        List<?> left =
                page.items().stream().filter(item -> shows(scope, item, isSite)).toList();
        return new Page<>(left, page.next());
    }

    private static String pattern(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    }

    private boolean shows(Scope scope, Object item, boolean isSite) {
        if (isSite) return ofSite(scope, text(item, "name"));
        String station = text(item, "station");
        if (station != null) return seen.sees(scope, station);
        return ofSite(scope, text(item, "site"));
    }

    private boolean ofSite(Scope scope, @Nullable String name) {
        return name != null
                && sites.find(name).map(Site::id).filter(scope::includes).isPresent();
    }

    private static @Nullable String text(Object item, String field) {
        if (!item.getClass().isRecord()) return null;
        for (RecordComponent component : item.getClass().getRecordComponents()) {
            if (!component.getName().equals(field) || component.getType() != String.class) continue;
            try {
                component.getAccessor().setAccessible(true);
                return (String) component.getAccessor().invoke(item);
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }
        return null;
    }
}
