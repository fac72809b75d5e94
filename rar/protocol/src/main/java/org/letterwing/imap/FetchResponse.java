package org.letterwing.imap;

import java.io.IOException;
import java.util.List;

import org.letterwing.mailbox.FetchedMessage;
import org.letterwing.mailbox.Flags;
import org.letterwing.mailbox.MessageFlags;

/** Writes the FETCH response of one message (RFC 9051 7.5.2). Lives on the session's event loop. */
final class FetchResponse {

    private final ImapSession session;
    private final FetchedMessage message;
    private final MessageFlags changed;
    private final List<FetchItem> items;
    private int at;
    private Runnable then;

    /**
     * Prepares it.
     *
     * @param changed the flags that the message has got meanwhile; null if it has not
     */
    FetchResponse(ImapSession session, FetchedMessage message, MessageFlags changed, List<FetchItem> items) {
        this.session = session;
        this.message = message;
        this.changed = changed;
        this.items = items;
    }

    /**
     * Writes it.
     *
     * @param done runs when all is written: before this returns, if nothing must be waited for
     */
    void write(Runnable done) {
        then = done;
        long number = session.selected().number(message.uid());
        session.writer().text("* ").number(number).text(" FETCH (");
        goOn();
    }

    private void goOn() {
        boolean[] atHand = {true};
        while (atHand[0] && at < items.size()) {
            FetchItem item = items.get(at);
            if (at++ > 0) {
                session.writer().text(" ");
            }
            if (item instanceof FetchAttribute attribute) {
                write(attribute, session.writer());
            } else {
                atHand[0] = false;
                boolean[] waited = {false};
                write((Section) item, () -> {
                    if (waited[0]) {
                        goOn();
                    } else {
                        atHand[0] = true;
                    }
                });
                waited[0] = true;
            }
        }
        if (atHand[0]) {
            end();
        }
    }

    private void end() {
        ResponseWriter out = session.writer();
        if (changed != null && !items.contains(FetchAttribute.FLAGS)) {
            out.text(" ");
            write(FetchAttribute.FLAGS, out); // RFC 9051 6.4.5: the client can't know that they have changed
        }
        // RFC 7162 3.1: who counts modification sequences is told that of each change
        if (changed != null && !items.contains(FetchAttribute.MODSEQ) && session.isEnabled(Enabled.CONDSTORE)) {
            out.text(" ");
            write(FetchAttribute.MODSEQ, out);
        }
        out.text(")").end();
        then.run();
    }

    private void write(FetchAttribute attribute, ResponseWriter out) {
        out.text(attribute.imapName()).text(" ");
        var structure = new StructureWriter(out);
        switch (attribute) {
            case UID -> out.number(message.uid());
            case FLAGS -> {
                Flags flags = changed == null ? message.flags() : changed.flags();
                session.selected().writeFlags(out, message.uid(), flags, session.isEnabled(Enabled.IMAP4REV2));
            }
            case INTERNALDATE -> out.dateTime(message.internalDate());
            case SIZE -> out.number(message.size());
            case ENVELOPE -> structure.envelope(message.structure().envelope());
            case BODYSTRUCTURE -> structure.part(message.structure().root(), true);
            case BODY -> structure.part(message.structure().root(), false);
            case MODSEQ ->
                out.text("(")
                        .number(changed == null ? message.modseq() : changed.modseq())
                        .text(")");
            case EMAILID -> out.text("(").text(message.emailId()).text(")");
            case THREADID -> out.nil();
        }
    }

    private void write(Section section, Runnable done) {
        if (section.isOfMessageHeader()) {
            byte[] header = section.namesFields() ? HeaderFields.of(message.header(), section) : message.header();
            octets(section, header);
            done.run();
            return;
        }
        Section.Place place = section.isWholeMessage() && section.form() == Section.Form.OCTETS
                ? new Section.Place(0, message.size())
                : section.place(message.structure());
        if (place == null) {
            session.writer().text(section.label()).text(section.form() == Section.Form.BINARY_SIZE ? " 0" : " NIL");
            done.run();
        } else if (section.form() != Section.Form.OCTETS) {
            binary(section, place, done);
        } else if (section.namesFields()) {
            fields(section, place, done);
        } else {
            new LiteralStream(session, message).write(section.label(), cut(place, section.partial()), done);
        }
    }

    private static Section.Place cut(Section.Place place, Section.Partial partial) {
        if (partial == null) {
            return place;
        }
        // RFC 9051 6.4.5: beyond the end is nothing
        long from = Math.min(place.from() + Math.min(partial.origin(), place.size()), place.to());
        return new Section.Place(from, from + Math.min(partial.count(), place.to() - from));
    }

    private void octets(Section section, byte[] octets) {
        Section.Place cut = cut(new Section.Place(0, octets.length), section.partial());
        session.writer().text(section.label()).text(" ").literalOf(cut.size()).octets(octets, (int) cut.from(), (int)
                cut.size());
    }

    /** Some fields of the header of a message within the message. */
    private void fields(Section section, Section.Place place, Runnable done) {
        long uid = message.uid();
        long mailbox = session.selected().key();
        session.ask(
                mailboxes -> {
                    try (var header = new ContentStream(mailbox, uid, place, message.start())) {
                        return header.reading(mailboxes).readNBytes(HeaderFields.LONGEST_HEADER);
                    }
                },
                header -> {
                    octets(section, HeaderFields.of(header, section));
                    done.run();
                },
                this::cutOff);
    }

    private void binary(Section section, Section.Place place, Runnable done) {
        var part = section.path().isEmpty() ? null : section.part(message.structure());
        String encoding =
                part == null || part.message() != null || !part.parts().isEmpty() ? "7bit" : part.encoding();
        new BinaryStream(session, message, place, encoding).write(section, done);
    }

    /** What was written can't be taken back, and must not look whole. */
    private void cutOff(Throwable failure) {
        if (failure instanceof IOException) {
            session.refusal(failure);
        }
        session.bye(Replies.CUT_OFF);
    }
}
