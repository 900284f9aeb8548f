package io.holdfast.http.openapi;

import io.holdfast.http.TimeTravel;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Set;

/** What operations have in common: headers of requests and answers. */
final class Shared {

    static final String ACTOR = "#/components/parameters/Holdfast-Actor";
    static final String CORRELATION_ID = "#/components/headers/Correlation-Id";
    static final String ETAG = "#/components/headers/ETag";
    static final String LOCATION = "#/components/headers/Location";
    static final String LINK = "#/components/headers/Link";
    static final String POSITION = "#/components/headers/" + TimeTravel.POSITION;
    static final String RETRY_AFTER = "#/components/headers/Retry-After";

    private Shared() {}

    static Components components() {
        return new Components()
                .addParameters(
                        "Holdfast-Actor",
                        new Parameter()
                                .name("Holdfast-Actor")
                                .in("header")
                                .description(
                                        "Who is calling: 1 to 100 printable ASCII characters. Kept with every event.")
                                .example("ann")
                                .schema(string().pattern("^[\\x20-\\x7E]+$")
                                        .minLength(1)
                                        .maxLength(100)))
                .addHeaders(
                        "Correlation-Id",
                        new Header()
                                .description("Names the request: it is in the log and with the events too.")
                                .schema(string().format("uuid")))
                .addHeaders(
                        "ETag",
                        new Header()
                                .description("Of one thing its version, in quotes; of a list a digest.")
                                .schema(string()))
                .addHeaders(
                        "Location",
                        new Header().description("Where the new thing is.").schema(string().format("uri-reference")))
                .addHeaders(
                        "Link",
                        new Header()
                                .description("Where the next page is, as in next; not on the last page.")
                                .schema(string()))
                .addHeaders(
                        TimeTravel.POSITION,
                        new Header()
                                .description("Which place in the ledger the answer is of: the position of the last"
                                        + " event that counts. On whatever was asked for as of a time or position.")
                                .schema(new Schema<>().types(Set.of("integer")).format("int64")))
                .addHeaders(
                        "Retry-After",
                        new Header()
                                .description("Seconds to wait before trying again.")
                                .schema(new Schema<>().types(Set.of("integer"))));
    }

    private static Schema<?> string() {
        return new Schema<>().types(Set.of("string"));
    }
}
