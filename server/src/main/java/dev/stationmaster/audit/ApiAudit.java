package dev.stationmaster.audit;

import dev.stationmaster.platform.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Writes every change that is asked for over the API into the audit, wherever it is done: before it is answered. What the object was before is
 * what a GET of the same path shows; what it is after is the answer, or the same GET once more.
 */
@ControllerAdvice
class ApiAudit implements HandlerInterceptor, ResponseBodyAdvice<Object> {
    private static final Logger log = LoggerFactory.getLogger(ApiAudit.class);
    private static final String BEFORE = ApiAudit.class.getName() + ".before";
    private static final String AFTER = ApiAudit.class.getName() + ".after";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** Asked by POST because the question is long; nothing changes. */
    private static final Set<String> QUESTIONS = Set.of("/api/v1/stations/{id}/composite-schedule/preview");
    /** Logins write their own entries; they have no caller yet. */
    private static final String SESSION = "/api/v1/session";

    private final AuditLog audit;
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private final ObjectProvider<ConversionService> conversions;

    /** @param mappings asked for at the first request: they hold this interceptor */
    ApiAudit(
            AuditLog audit,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings,
            @Qualifier("mvcConversionService") ObjectProvider<ConversionService> conversions) {
        this.audit = audit;
        this.mappings = mappings;
        this.conversions = conversions;
    }

    private static boolean isChange(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod()) && !QUESTIONS.contains(pattern(request)) && caller() != null;
    }

    private static @Nullable Caller caller() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller ? caller : null;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isChange(request) && !request.getMethod().equals("POST")) {
            Object before = shown(request);
            if (before != null) request.setAttribute(BEFORE, before);
        }
        return true;
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
        if (body != null
                && request instanceof ServletServerHttpRequest inner
                && response instanceof ServletServerHttpResponse answer
                && isChange(inner.getServletRequest())) {
            HttpServletRequest changed = inner.getServletRequest();
            changed.setAttribute(AFTER, body);
            write(changed, answer.getServletResponse().getStatus());
        }
        return body;
    }

    /** Answers without a body. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (isChange(request) && request.getAttribute(AFTER) == null) write(request, response.getStatus());
    }

    private void write(HttpServletRequest request, int status) {
        boolean denied = status == HttpStatus.FORBIDDEN.value();
        if (status >= HttpStatus.BAD_REQUEST.value() && !denied) return;
        Caller caller = caller();
        String path = request.getRequestURI();
        if (caller == null || path.equals(SESSION)) return;
        Object body = denied ? null : request.getAttribute(AFTER);
        if (body == null && !denied && !request.getMethod().equals("DELETE")) body = shown(request);
        String action = AuditWords.action(request.getMethod(), pattern(request), body);
        audit.record(new AuditLog.Entry(
                caller.getName(),
                caller.via(),
                request.getRemoteAddr(),
                denied ? action + ".denied" : action,
                AuditWords.object(pattern(request), variables(request), body),
                request.getAttribute(BEFORE),
                body));
    }

    private static String pattern(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? request.getRequestURI() : pattern.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return variables == null ? Map.of() : (Map<String, String>) variables;
    }

    /** What a GET of this path shows; null when there is none, or it needs more than the path. */
    private @Nullable Object shown(HttpServletRequest request) {
        String pattern = pattern(request);
        HandlerMethod get = mappings.getObject().getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getKey().getPatternValues().contains(pattern)
                        && entry.getKey().getMethodsCondition().getMethods().stream()
                                .map(Enum::name)
                                .collect(Collectors.toSet())
                                .contains("GET"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
        if (get == null) return null;
        Method method = get.getMethod();
        Parameter[] parameters = method.getParameters();
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            PathVariable variable = parameters[i].getAnnotation(PathVariable.class);
            if (variable == null) return null;
            String name = variable.value().isEmpty() ? parameters[i].getName() : variable.value();
            String value = variables(request).get(name);
            if (value == null) return null;
            arguments[i] = conversions.getObject().convert(value, parameters[i].getType());
        }
        try {
            method.setAccessible(true);
            return method.invoke(get.createWithResolvedBean().getBean(), arguments);
        } catch (InvocationTargetException | IllegalAccessException | RuntimeException nothing) {
            log.debug("event=audit-nothing-shown path={}", request.getRequestURI());
            return null;
        }
    }
}
