package io.holdfast.http.health;

import io.holdfast.ledger.Lags;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** What {@code /actuator/health} says of the ledger. A bean's name, without HealthIndicator, is what a part of it is called. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean
    HealthIndicator followersHealthIndicator(Lags lags, @Value("${holdfast.health.behind}") Duration behind) {
        return new FollowersHealth(lags, behind);
    }

    /** Health takes a path to nowhere for a mistake of its own, and fails. */
    @Bean
    FilterRegistrationBean<NoHealth> noHealth(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        var filter = new FilterRegistrationBean<>(new NoHealth(problems));
        filter.addUrlPatterns("/actuator/*");
        return filter;
    }
}
