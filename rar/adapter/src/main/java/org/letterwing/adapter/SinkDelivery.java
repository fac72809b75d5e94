package org.letterwing.adapter;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.letterwing.adapter.SinkLanes.Waiting;
import org.letterwing.spi.MailSink;
import org.letterwing.spi.NotTakenException;
import org.letterwing.spi.Refusals;
import org.letterwing.spi.StorageFullException;
import org.letterwing.spi.Verdict;

/**
 * Hands batches to the sink, and gives each mail its verdict after the transaction's end.
 *
 * <p>An unexpected failure is tried again one mail at a time, so that a poisonous mail fails alone. Mails whose commit
 * has an unknown outcome are handed on to be asked about.
 */
final class SinkDelivery {

    private static final System.Logger LOG = System.getLogger(SinkDelivery.class.getName());

    private final Supplier<Optional<MailSink>> sink;
    private final UnknownOutcomes unknownOutcomes;

    /**
     * Makes a delivery.
     *
     * @param sink the sink; empty while the mail system isn't connected
     * @param unknownOutcomes takes mails whose commit has an unknown outcome
     */
    SinkDelivery(Supplier<Optional<MailSink>> sink, UnknownOutcomes unknownOutcomes) {
        this.sink = sink;
        this.unknownOutcomes = unknownOutcomes;
    }

    /** Delivers a batch; every verdict is completed, or handed on, when it returns. */
    void deliver(List<Waiting> batch) {
        Optional<MailSink> present = sink.get();
        if (present.isEmpty()) {
            batch.forEach(w -> w.verdict().completeExceptionally(new SinkBusyException()));
        } else if (!attempt(present.get(), batch)) {
            oneByOne(present.get(), batch);
        }
    }

    /** Returns whether each mail has its verdict or was handed on; if not, nothing remains of the attempt. */
    private boolean attempt(MailSink present, List<Waiting> batch) {
        try {
            List<Verdict> verdicts =
                    present.accept(batch.stream().map(Waiting::mail).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).verdict().complete(verdicts.get(i));
            }
        } catch (StorageFullException e) {
            LOG.log(Level.ERROR, "No room to store mail: {0}", e.getMessage());
            batch.forEach(w -> w.verdict().complete(Verdict.refused(Refusals.STORAGE_FULL)));
        } catch (NotTakenException e) {
            LOG.log(Level.WARNING, "Mail could not be stored: {0}", e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A commit failed; its mails are looked up again: {0}", e.toString());
            batch.forEach(unknownOutcomes::resolve);
        }
        return true;
    }

    /** Two failures in a row are no longer one poisonous mail: then the rest is not tried. */
    private void oneByOne(MailSink present, List<Waiting> batch) {
        int failuresInARow = batch.size() == 1 ? 2 : 0;
        for (Waiting waiting : batch) {
            if (failuresInARow < 2 && attempt(present, List.of(waiting))) {
                failuresInARow = 0;
            } else {
                failuresInARow++;
                waiting.verdict().complete(Verdict.refused(Refusals.TEMPORARY_FAILURE));
            }
        }
    }
}
