package io.holdfast.http.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document at {@code /openapi.json} and a page to try it at {@code /swagger-ui.html}. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    @Bean
    @Lazy
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info().title("Holdfast").version("1").description("""
                    Orders and inventory, event-sourced. May this change happen now, given everything else that is
                    happening? If not, the answer is a problem that says what stands in the way, all of it, and what
                    would clear it. A body has at most 256 KiB, request line and headers 8 KiB and 50 fields, a query 50
                    parameters; body and head have 30 seconds each to arrive. Parameters and fields that are not documented are refused.\
                    """))
                .components(Shared.components());
    }

    @Bean
    @Lazy
    ContractOperations contractOperations(JsonMapper json) {
        return new ContractOperations(json);
    }

    @Bean
    @Lazy
    Bounds bounds() {
        return new Bounds();
    }

    @Bean
    @Lazy
    Required required() {
        return new Required();
    }

    @Bean
    @Lazy
    Finish finish() {
        return new Finish();
    }
}
