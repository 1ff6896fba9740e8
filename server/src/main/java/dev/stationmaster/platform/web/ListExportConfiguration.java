package dev.stationmaster.platform.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Files of lists come last: whoever may not have the list was turned away before. */
@Configuration(proxyBeanMethods = false)
class ListExportConfiguration implements WebMvcConfigurer {
    private final ListExport export;

    ListExportConfiguration(ListExport export) {
        this.export = export;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(export).addPathPatterns("/api/v1/**").order(Ordered.LOWEST_PRECEDENCE);
    }
}
