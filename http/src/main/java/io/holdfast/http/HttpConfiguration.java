package io.holdfast.http;

import io.holdfast.http.conflict.ConflictConfiguration;
import io.holdfast.http.health.HealthConfiguration;
import io.holdfast.http.openapi.OpenApiConfiguration;
import io.holdfast.ledger.Pepper;
import io.holdfast.ledger.Streams;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** What every HTTP side needs beyond Spring Boot's defaults. */
@Configuration(proxyBeanMethods = false)
@Import({
    ConflictConfiguration.class,
    DryRuns.class,
    ExpectedVersions.class,
    HealthConfiguration.class,
    NamedProblems.class,
    NextLink.class,
    OpenApiConfiguration.class,
    PlatformProblems.class,
    ProblemPages.class,
    RefusedCommands.class,
    ServletProblems.class
})
public class HttpConfiguration implements WebMvcConfigurer {

    /** Bytes of a request body: an order of 100 lines has about 10,000. */
    static final long MAX_BODY = 256 * 1024;

    /** Lines of a request's head; browsers send about 20. */
    private static final int MAX_HEADERS = 50;

    private static final int MAX_DEPTH = 16;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new StrictParameters());
        registry.addInterceptor(new UnreadBody());
    }

    /** Spring takes a number for a time too, and a date as mails have it. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Instant::parse);
    }

    @Bean
    TimeTravel timeTravel(Streams streams) {
        return new TimeTravel(streams, Clock.systemUTC());
    }

    /** Answers for programs, and pages for people. */
    @Bean
    ServerHttpMessageConvertersCustomizer answers(JsonMapper json) {
        return converters ->
                converters.withJsonConverter(new WholeJson(json)).addCustomConverter(new ProblemHtml(json));
    }

    /**
     * The OpenAPI library brings one for YAML along, which Spring takes up by itself: bodies would be read by rules that are
     * none of {@link #strictJson}.
     */
    @Bean
    ServerHttpMessageConvertersCustomizer noYaml() {
        return converters -> converters.configureMessageConvertersList(
                all -> all.removeIf(one -> one.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }

    /**
     * Jackson's defaults take a 5 for "5" and the other way round, and a 0 for "" or " "; they ignore unknown fields and let
     * the last duplicate win.
     */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY) // a problem begins with its type
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfigDefaults(any -> any.setAcceptBlankAsEmpty(true)
                        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** Jackson goes 500 levels deep; a request has no more than four. */
    @Bean
    JsonFactoryBuilderCustomizer shallowJson() {
        return json -> json.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxDocumentLength(MAX_BODY)
                .build());
    }

    /** First of all filters: whatever goes wrong afterwards has a name and somebody who asked. */
    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var filter = new FilterRegistrationBean<>(new CallerFilter(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return filter;
    }

    /**
     * What a caller says about how it came here ({@code Forwarded}, {@code X-Forwarded-*}) is for proxies to say. Nobody here
     * needs it, and the OpenAPI library would believe it, and fail where it is nonsense.
     */
    @Bean
    FilterRegistrationBean<ForwardedHeaderFilter> forgetsForwarding() {
        var filter = new ForwardedHeaderFilter();
        filter.setRemoveOnly(true);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** Spring sets no limit on a JSON body. Before every other filter that might read one. */
    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(@Value("${holdfast.http.body-patience}") Duration patience) {
        var filter = new FilterRegistrationBean<>(new BodyLimit(MAX_BODY, patience));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /** Around everything that may refuse. */
    @Bean
    FilterRegistrationBean<LibraryGaps> libraryGaps() {
        var filter = new FilterRegistrationBean<>(new LibraryGaps());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    /** Before Spring looks at the type of a body. */
    @Bean
    FilterRegistrationBean<BodyType> bodyType(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var filter = new FilterRegistrationBean<>(new BodyType(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 4);
        return filter;
    }

    /** Last of all: what it binds is for the controllers alone. It may have to read the body, which is limited by then. */
    @Bean
    FilterRegistrationBean<ConditionsFilter> conditionsFilter(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems, Pepper pepper) {
        var filter = new FilterRegistrationBean<>(new ConditionsFilter(problems, pepper));
        filter.setOrder(Ordered.LOWEST_PRECEDENCE);
        return filter;
    }

    /** Nothing is digested, or kept in memory for it, that is no list; a list is digested for a HEAD as for a GET. */
    private static final class ListEtags extends ShallowEtagHeaderFilter {
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod());
        }

        @Override
        protected boolean isEligibleForEtag(
                HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
            boolean head = HttpMethod.HEAD.matches(request.getMethod()) && status == HttpServletResponse.SC_OK;
            return head || super.isEligibleForEtag(request, response, status, body);
        }
    }

    /** A list has no version of its own: its ETag is a digest of what is on the page. */
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> listEtags() {
        var filter = new FilterRegistrationBean<ShallowEtagHeaderFilter>(new ListEtags());
        filter.addUrlPatterns("/inventory", "/orders");
        return filter;
    }

    /**
     * Tomcat answers what it refuses by itself in HTML, and reads a refused body to its end. And it refuses an encoded
     * slash, which is a SKU like any other bad one.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsFromTomcat(
            @Value("${holdfast.http.head-patience}") Duration patience) {
        return tomcat -> {
            tomcat.setProtocol(PromptHttp.class.getName());
            tomcat.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemValve.class.getName());
                }
            });
            tomcat.addEngineValves(new ImpatientValve());
            tomcat.addConnectorCustomizers(connector -> {
                ((PromptHttp) connector.getProtocolHandler()).setHeadPatience(patience);
                connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
                connector.setProperty("maxHeaderCount", String.valueOf(MAX_HEADERS));
                // More languages than 10 would be a failure of ours; the head is limited as a whole.
                connector.setMaxLocaleCount(-1);
                connector.setParseBodyMethods(""); // a form would pass by the limits of a body
            });
        };
    }
}
