package org.letterwing.trace;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

import org.letterwing.spi.MailEvent;
import org.letterwing.spi.TraceSink;

/** Where events wait to be written: as many as there is room for, the others are dropped and counted. Thread-safe. */
final class TraceBuffer implements TraceSink {

    private final BlockingQueue<MailEvent> waiting;
    private final RefusalLimit refusals;
    private final LongAdder written = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /**
     * Makes a buffer.
     *
     * @param capacity how many events may wait
     */
    TraceBuffer(int capacity, InstantSource clock) {
        waiting = new ArrayBlockingQueue<>(capacity);
        refusals = new RefusalLimit(clock);
    }

    @Override
    public void tell(MailEvent event) {
        if (event.kind() != MailEvent.Kind.REFUSED || refusals.admit(event)) {
            offer(event);
        }
    }

    private void offer(MailEvent event) {
        if (!waiting.offer(event)) {
            dropped.increment();
        }
    }

    /** Takes out what waits, the oldest first, and what is to be told of a minute's refusals. */
    List<MailEvent> take(int most) {
        refusals.summaries().forEach(this::offer);
        List<MailEvent> taken = new ArrayList<>();
        waiting.drainTo(taken, most);
        return taken;
    }

    /** Counts what was written. */
    void written(int events) {
        written.add(events);
    }

    /** Counts what could not be written. */
    void dropped(int events) {
        dropped.add(events);
    }

    TraceFigures figures() {
        return new TraceFigures(written.sum(), dropped.sum(), waiting.size());
    }
}
