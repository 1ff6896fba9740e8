package dev.stationmaster.app;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * How records look in the description of the API: a nested one bears the name of its resource, so that two of the same name are two schemas, and
 * a component that may not be null is a required property.
 */
@Component
class RecordSchemas implements ModelConverter {
    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) return null;
        JavaType java = Json31.mapper().constructType(type.getType());
        if (java != null && java.isTypeOrSubTypeOf(JsonNode.class)) return new JsonSchema();
        if (java == null || !isOurs(java) || !java.getRawClass().isRecord())
            return chain.next().resolve(type, context, chain);
        String name = type.getName() == null ? nameOf(java) : type.getName();
        Class<?> known = named.putIfAbsent(name, java.getRawClass());
        if (known != null && known != java.getRawClass())
            throw new IllegalStateException(
                    known.getName() + " and " + java.getRawClass().getName() + " are both " + name
                            + " in the description of the API; rename one.");
        Schema<?> schema = chain.next().resolve(type.name(name), context, chain);
        Schema<?> defined = context.getDefinedModels().get(name);
        if (defined != null && defined.getRequired() == null && defined.getProperties() != null)
            defined.setRequired(required(java.getRawClass(), defined));
        return schema;
    }

    private static List<String> required(Class<?> raw, Schema<?> defined) {
        return Arrays.stream(raw.getRecordComponents())
                .filter(component -> !mayBeNull(component))
                .map(RecordComponent::getName)
                .filter(defined.getProperties()::containsKey)
                .toList();
    }

    private static boolean mayBeNull(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String nameOf(JavaType type) {
        var name = new StringBuilder();
        Class<?> outer = type.getRawClass().getEnclosingClass();
        String own = type.getRawClass().getSimpleName();
        String prefix = outer == null ? "" : outer.getSimpleName().replaceFirst("(Resource|View)$", "");
        if (!own.startsWith(prefix)) name.append(prefix);
        name.append(own);
        for (int i = 0; i < type.containedTypeCount(); i++) name.append(nameOf(type.containedType(i)));
        return name.toString();
    }

    private static boolean isOurs(JavaType type) {
        return type.getRawClass().getName().startsWith("dev.stationmaster.");
    }
}
