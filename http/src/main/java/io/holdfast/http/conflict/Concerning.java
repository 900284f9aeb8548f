package io.holdfast.http.conflict;

import java.util.stream.Stream;

/** A body that names what its command is about. If the command is refused, that can be searched for. */
public interface Concerning {

    /** All of it. */
    Stream<Subject> subjects();
}
