package io.holdfast.standalone;

import io.holdfast.standalone.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/** Several callers at the same moment. */
final class Together {

    private Together() {}

    /** Starts both at the same moment and waits for both. */
    static List<Answer> both(Callable<Answer> one, Callable<Answer> other) throws Exception {
        return all(List.of(one, other));
    }

    /** Starts all at the same moment and waits for all. */
    static List<Answer> all(List<Callable<Answer>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        start.await();
                        return call.call();
                    }))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var call : running) {
                answers.add(call.get());
            }
            return answers;
        }
    }
}
