package io.holdfast.audit.web;

import io.holdfast.audit.AuditedEvent;
import io.holdfast.audit.Feed;
import io.holdfast.audit.Feed.Part;
import io.holdfast.audit.Selection;
import io.holdfast.audit.Span;
import io.holdfast.http.InvalidRequest;
import io.holdfast.http.InvalidRequest.Fault;
import io.holdfast.http.Page;
import io.holdfast.http.TimeTravel;
import io.holdfast.http.Versioned;
import io.holdfast.http.openapi.Contract;
import io.holdfast.http.openapi.Contract.Answer;
import io.holdfast.ledger.Arrivals;
import io.holdfast.ledger.Entries;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The whole ledger in its order: page by page, or as it grows. */
@Tag(name = "audit", description = Messages.TAG)
@RestController
@RequestMapping("/audit/events")
class FeedController {

    private static final Logger LOG = LoggerFactory.getLogger(FeedController.class);
    private static final int LONGEST_WAIT = 30;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final Feed feed;
    private final Entries entries;
    private final Arrivals arrivals;
    private final Followers followers;
    private final JsonMapper json;

    FeedController(Feed feed, Entries audited, Arrivals arrivals, Followers followers, JsonMapper json) {
        this.feed = feed;
        this.entries = audited;
        this.arrivals = arrivals;
        this.followers = followers;
        this.json = json;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Contract(
            id = "listEvents",
            summary = "Read the ledger",
            description =
                    "All events in the order of their positions, 1, 2, 3, ...; follow next until it is missing, and go"
                            + " on later behind the position that Holdfast-Position says: nothing is missing and nothing is there"
                            + " twice. With a filter a page may have fewer events than there is room for, or none, and still a next"
                            + " one: only 10,000 events are looked at for each. With Accept: text/event-stream the answer does not"
                            + " end: every event comes as it is stored, with its position as id; Last-Event-ID, or after, says"
                            + " behind which position to begin (Server-Sent Events).",
            answers =
                    @Answer(
                            status = 200,
                            when = "Events, oldest first.",
                            body = AuditedEvent.class,
                            page = true,
                            etag = false,
                            position = true))
    Page<AuditedEvent> list(
            @Parameter(description = Messages.AFTER)
                    @RequestParam(defaultValue = "0")
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    long after,
            @Parameter(description = Messages.LIMIT)
                    @RequestParam(defaultValue = Page.DEFAULT_LIMIT)
                    @Min(1)
                    @Max(Page.MAX_LIMIT)
                    int limit,
            @RequestParam(required = false) @Pattern(regexp = Messages.STREAM, message = Messages.NO_STREAM) @Nullable
                    String stream,
            @RequestParam(required = false) @Pattern(regexp = Messages.TYPE, message = Messages.NO_TYPE) @Nullable
                    String type,
            @RequestParam(required = false) @Pattern(regexp = Messages.ACTOR, message = Messages.NO_ACTOR) @Nullable
                    String actor,
            @Parameter(description = Messages.FROM) @RequestParam(required = false) @Nullable Instant from,
            @Parameter(description = Messages.TO) @RequestParam(required = false) @Nullable Instant to,
            @Parameter(description = "Seconds to wait for an event if there is none yet.")
                    @RequestParam(required = false)
                    @Min(1)
                    @Max(LONGEST_WAIT)
                    @Nullable
                    Integer wait) {
        if (wait != null && to != null) {
            throw new InvalidRequest(
                    List.of(new Fault("?wait", "is there together with to"), new Fault("?to", "is there with wait")));
        }
        var selection = new Selection(stream, type, actor);
        var span = new Span(existing("?after", after), null, from, to);
        var part =
                wait == null ? read(selection, span, limit) : await(selection, span, limit, Duration.ofSeconds(wait));
        TimeTravel.say(part.position());
        boolean more = part.position() < span.end(entries, arrivals.head());
        return Page.of(part.events(), more ? String.valueOf(part.position()) : null);
    }

    private Part read(Selection selection, Span span, int limit) {
        long start = span.start(entries);
        return feed.read(selection, start, Math.max(start, span.end(entries, arrivals.head())), limit);
    }

    private Part await(Selection selection, Span span, int limit, Duration patience) {
        try (var place = followers.take()) {
            long end = System.nanoTime() + patience.toNanos();
            var part = read(selection, span, limit);
            while (part.events().isEmpty() && part.position() >= arrivals.head()) {
                var left = Duration.ofNanos(end - System.nanoTime());
                if (left.isNegative() || !place.await(part.position() + 1, left)) {
                    break;
                }
                part = feed.read(selection, part.position(), arrivals.head(), limit);
            }
            return part;
        }
    }

    /** The same for whoever stays: Server-Sent Events. */
    @Hidden
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void follow(
            @RequestParam(defaultValue = "0") @Min(0) @Max(Versioned.MAX_VERSION) long after,
            @RequestParam(required = false) @Pattern(regexp = Messages.STREAM, message = Messages.NO_STREAM) @Nullable
                    String stream,
            @RequestParam(required = false) @Pattern(regexp = Messages.TYPE, message = Messages.NO_TYPE) @Nullable
                    String type,
            @RequestParam(required = false) @Pattern(regexp = Messages.ACTOR, message = Messages.NO_ACTOR) @Nullable
                    String actor,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestHeader(name = Messages.LAST_EVENT_ID, required = false)
                    @Min(0)
                    @Max(Versioned.MAX_VERSION)
                    @Nullable
                    Long lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        long behind = lastEventId == null ? existing("?after", after) : existing(Messages.LAST_EVENT_ID, lastEventId);
        var selection = new Selection(stream, type, actor);
        long start = new Span(behind, null, from, null).start(entries);
        try (var place = followers.take()) {
            var answer = new EventStream(response, json);
            if (!HttpMethod.HEAD.matches(request.getMethod())) {
                follow(answer, place, selection, start);
            }
        } catch (IOException hungUp) {
            LOG.debug("A follower has gone, or was too slow.", hungUp);
        }
    }

    private void follow(EventStream answer, Followers.Place place, Selection selection, long start) throws IOException {
        long position = start;
        while (followers.isRunning()) {
            var part = feed.read(selection, position, Math.max(position, arrivals.head()), Page.MAX_LIMIT);
            for (var event : part.events()) {
                answer.write(event);
            }
            position = part.position();
            answer.flush(position);
            if (position >= arrivals.head()) {
                place.await(position + 1, HEARTBEAT);
            }
        }
    }

    /** A position that there is; whoever asks for what is behind another one has it from another ledger. */
    private long existing(String parameter, long position) {
        if (position > arrivals.head()) {
            long head = entries.head();
            if (position > head) {
                throw new InvalidRequest(parameter, "is behind the end of the ledger, which is at " + head);
            }
        }
        return position;
    }
}
