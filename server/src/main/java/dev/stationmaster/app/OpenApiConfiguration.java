package dev.stationmaster.app;

import dev.stationmaster.platform.web.Page;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API at {@code /api/v1/openapi} (OpenAPI 3.1): what all operations have in common stands here. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String TOKEN = "apiToken";
    private static final String PROBLEM = "Problem";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Stationmaster")
                        .version("v1")
                        .description("""
                                Charging stations of OCPP 1.6, 2.0.1 and 2.1. Times are UTC. Lists have pages: `next` of one page is `after` of \
                                the following. Station identities in paths are percent-encoded. Errors are problems (RFC 9457) with a stable \
                                `code`.""")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(
                                                "An API token; its role is admin, operator, technician or viewer."))
                        .addResponses(PROBLEM, problem()))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /** Every operation of the API can be refused, and is refused in the same form. */
    @Bean
    OpenApiCustomizer refusals() {
        return api -> {
            if (api.getPaths() == null) return;
            api.getPaths().forEach((_, path) -> path.readOperations().forEach(OpenApiConfiguration::addRefusals));
        };
    }

    /** Every list can be had as a file. */
    @Bean
    OperationCustomizer files() {
        return (operation, method) -> {
            if (method.getReturnType().getParameterType() != Page.class) return operation;
            operation.addParametersItem(parameter("format", "json (the default), jsonl or csv, which have no pages")
                    .schema(typed("string")));
            return operation.addParametersItem(parameter("columns", "of a csv, divided by commas; all when absent")
                    .schema(typed("string")));
        };
    }

    /** Operations are named after class and method, so that a new one renames no other. */
    @Bean
    OperationCustomizer names() {
        return (operation, method) -> {
            String resource = method.getBeanType().getSimpleName().replaceFirst("Resource$", "");
            return operation.operationId(resource + "_" + method.getMethod().getName());
        };
    }

    private static Parameter parameter(String name, String description) {
        return new Parameter().in("query").name(name).required(false).description(description);
    }

    private static void addRefusals(Operation operation) {
        if (operation.getResponses() == null) operation.setResponses(new ApiResponses());
        for (String status : List.of("401", "403", "default"))
            operation.getResponses().putIfAbsent(status, new ApiResponse().$ref("#/components/responses/" + PROBLEM));
    }

    private static ApiResponse problem() {
        var properties = new LinkedHashMap<String, Schema<?>>();
        properties.put("type", text("urn:stationmaster:problem:station-not-found"));
        properties.put("title", text("Not Found"));
        properties.put("status", typed("integer"));
        properties.put("detail", text("There is no station \"CP-1\"."));
        properties.put("instance", text("/api/v1/stations/CP-1"));
        properties.put("code", text("station-not-found").description("stable; what programs decide by"));
        properties.put("errors", typed("array").items(fieldProblem()));
        return new ApiResponse()
                .description("Why the request is refused")
                .content(new Content()
                        .addMediaType("application/problem+json", new MediaType().schema(object(properties))));
    }

    private static Schema<?> fieldProblem() {
        var properties = new LinkedHashMap<String, Schema<?>>();
        properties.put("field", text("stations[3].password"));
        properties.put("rule", text("minLength 16"));
        properties.put("message", typed("string"));
        return object(properties);
    }

    private static Schema<?> text(String example) {
        Schema<?> schema = typed("string");
        schema.setExample(example);
        return schema;
    }

    private static Schema<?> typed(String type) {
        return new Schema<>()
                .types(new java.util.LinkedHashSet<>(List.of(type)))
                .type(type);
    }

    private static Schema<?> object(Map<String, Schema<?>> properties) {
        Schema<?> schema = typed("object");
        properties.forEach(schema::addProperty);
        return schema;
    }
}
