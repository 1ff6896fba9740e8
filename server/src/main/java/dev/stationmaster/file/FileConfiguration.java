package dev.stationmaster.file;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stations' door stands beside the API, not in it: no API token opens it, and no body is parsed before the credentials are known. */
@Configuration(proxyBeanMethods = false)
class FileConfiguration {
    @Bean
    ServletRegistrationBean<FileServlet> fileServlet(FileService files) {
        var registration = new ServletRegistrationBean<>(new FileServlet(files), GrantPath.ROOT + "/*");
        registration.setName("files");
        return registration;
    }
}
