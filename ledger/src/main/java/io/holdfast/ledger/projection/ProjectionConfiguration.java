package io.holdfast.ledger.projection;

import javax.sql.DataSource;
import org.axonframework.config.Configuration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;

/** Keeps the views of all services in the program up to date. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class ProjectionConfiguration {

    @Bean
    Projections projections(ObjectProvider<View> views, DataSource source, Configuration axon) {
        return new Projections(views.orderedStream().toList(), source, axon.eventStore());
    }
}
