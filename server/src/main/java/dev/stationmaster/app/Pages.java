package dev.stationmaster.app;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** The console: files that the build of the module {@code ui} leaves in its jar. */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {
    private static final String FILES = "classpath:/META-INF/resources/";
    /** Addresses that are no page: an unknown one among them is an error, not the console. */
    private static final Pattern NO_PAGE = Pattern.compile("^(api|actuator|assets|oauth2)(/|$)|\\.[a-z0-9]+$");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry files) {
        // Their names hold a hash of their content.
        files.addResourceHandler("/assets/**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).immutable());
        files.addResourceHandler("/**")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(true)
                .addResolver(new PageResolver());
    }

    /** Every address of a page is the one page, which shows what the address names. */
    private static final class PageResolver extends PathResourceResolver {
        @Override
        protected @Nullable Resource getResource(String path, Resource location) throws IOException {
            Resource found = path.isEmpty() ? null : super.getResource(path, location);
            if (found != null || NO_PAGE.matcher(path).find()) return found;
            return super.getResource("index.html", location);
        }
    }
}
