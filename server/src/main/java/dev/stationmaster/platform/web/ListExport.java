package dev.stationmaster.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolverComposite;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every list as a file. {@code Accept: text/csv}, or {@code ?format=csv}, asks the list's own method for one page after the other, so filters,
 * roles and sites are those of the list; {@code application/x-ndjson}, or {@code ?format=jsonl}, gives each element as a line of JSON. One page is
 * in memory at a time, however long the list is.
 */
@Component
class ListExport implements HandlerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(ListExport.class);
    /** Ours, and what says which page; the list itself does not get to see the first ones. */
    private static final Set<String> OWN = Set.of("format", "columns", "limit", "after");

    private final ObjectProvider<RequestMappingHandlerAdapter> adapter;
    private final ObjectProvider<PageFilter> filters;
    private final JsonMapper json;
    private final InstantSource clock;

    /** @param adapter asked for at the first file: it is made of what is registered with this */
    ListExport(
            ObjectProvider<RequestMappingHandlerAdapter> adapter,
            ObjectProvider<PageFilter> filters,
            JsonMapper json,
            InstantSource clock) {
        this.adapter = adapter;
        this.filters = filters;
        this.json = json;
        this.clock = clock;
    }

    private enum Format {
        CSV("text/csv;charset=UTF-8;header=present", "csv"),
        JSONL("application/x-ndjson", "jsonl");

        final String type;
        final String ending;

        Format(String type, String ending) {
            this.type = type;
            this.ending = ending;
        }
    }

    /** The list failed after its first lines were sent. The connection is cut, because what came looks complete. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Cut(Throwable cause) {
            super(cause);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws Exception {
        if (!(handler instanceof HandlerMethod method) || !isList(method)) return true;
        Format format = wanted(request);
        if (format == null) return true;
        write(request, response, method, format);
        return false;
    }

    /** Whether what the method answers is a list that can be had as a file. */
    static boolean isList(HandlerMethod method) {
        return Page.class == method.getReturnType().getParameterType();
    }

    private static @Nullable Format wanted(HttpServletRequest request) {
        String named = request.getParameter("format");
        if (named != null) {
            for (Format format : Format.values()) if (format.ending.equals(named)) return format;
            if (named.equals("json")) return null;
            throw ApiProblem.invalid("format", "enum", "format is json, jsonl or csv.");
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null) return null;
        String first = accept.toLowerCase(Locale.ROOT).split("[,;]", 2)[0].strip();
        if (first.equals("text/csv")) return Format.CSV;
        return first.equals("application/x-ndjson") ? Format.JSONL : null;
    }

    private void write(HttpServletRequest request, HttpServletResponse response, HandlerMethod method, Format format)
            throws Exception {
        Class<?> type = ResolvableType.forMethodReturnType(method.getMethod())
                .getGeneric(0)
                .resolve();
        // The first page is asked for before anything is sent: what is wrong with the request is told as a problem.
        Page<?> page = page(request, response, method, null);
        Object first = page.items().isEmpty() ? null : page.items().getFirst();
        var columns = ListColumns.of(type, first, request.getParameter("columns"), json);
        response.setContentType(format.type);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName(request, format) + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.getMethod().equals("HEAD")) return;
        try {
            var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            if (format == Format.CSV) out.write(columns.header());
            while (true) {
                write(seen(page, request), columns, format, out);
                String next = page.next();
                if (next == null) break;
                out.flush();
                page = page(request, response, method, next);
            }
            out.flush();
        } catch (IOException gone) {
            log.debug("event=list-not-read-to-its-end path={}", request.getRequestURI());
        } catch (Exception failure) {
            log.warn("event=list-cut path={} cause={}", request.getRequestURI(), failure.toString());
            throw new Cut(failure);
        }
    }

    private void write(Page<?> page, ListColumns columns, Format format, Writer out) throws IOException {
        for (Object item : page.items())
            out.write(format == Format.CSV ? columns.line(item) : json.writeValueAsString(item) + "\n");
    }

    private Page<?> seen(Page<?> page, HttpServletRequest request) {
        Page<?> left = page;
        for (PageFilter filter : filters) left = filter.seen(left, request);
        return left;
    }

    private Page<?> page(
            HttpServletRequest request, HttpServletResponse response, HandlerMethod method, @Nullable String after)
            throws Exception {
        var web = adapter.getObject();
        var resolvers = new HandlerMethodArgumentResolverComposite();
        resolvers.addResolvers(web.getArgumentResolvers());
        var call = new InvocableHandlerMethod(method);
        call.setHandlerMethodArgumentResolvers(resolvers);
        call.setDataBinderFactory(new ServletRequestDataBinderFactory(List.of(), web.getWebBindingInitializer()));
        var asked = new PageRequest(request, after);
        Object answer = call.invokeForRequest(new ServletWebRequest(asked, response), new ModelAndViewContainer());
        return answer instanceof Page<?> page ? page : new Page<>(List.of(), null);
    }

    /** Named after the list and the day: transactions-2026-03-01.csv. */
    private String fileName(HttpServletRequest request, Format format) {
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        String last = pattern.substring(pattern.lastIndexOf('/') + 1).replaceAll("[^a-z-]", "");
        return (last.isEmpty() ? "list" : last) + "-"
                + clock.instant().toString().substring(0, 10) + "." + format.ending;
    }

    /** The same request for one large page of the list. */
    private static final class PageRequest extends HttpServletRequestWrapper {
        private final Map<String, String[]> parameters;

        PageRequest(HttpServletRequest request, @Nullable String after) {
            super(request);
            parameters = new HashMap<>(request.getParameterMap());
            parameters.keySet().removeAll(OWN);
            parameters.put("limit", new String[] {Integer.toString(Paging.MAX_LIMIT)});
            if (after != null) parameters.put("after", new String[] {after});
        }

        @Override
        public @Nullable String getParameter(String name) {
            String[] values = parameters.get(name);
            return values == null ? null : values[0];
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }
    }
}
