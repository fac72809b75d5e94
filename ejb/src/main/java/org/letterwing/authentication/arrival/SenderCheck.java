package org.letterwing.authentication.arrival;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

import org.letterwing.api.InboundMail;
import org.letterwing.authentication.DnsName;
import org.letterwing.authentication.arc.ArcResult;
import org.letterwing.authentication.arc.ArcValidation;
import org.letterwing.authentication.dkim.BodyHashes;
import org.letterwing.authentication.dkim.DkimResult;
import org.letterwing.authentication.dkim.DkimVerification;
import org.letterwing.authentication.dkim.KeyLookup;
import org.letterwing.authentication.dmarc.AuthenticatedDomains;
import org.letterwing.authentication.dmarc.Dmarc;
import org.letterwing.authentication.dmarc.FromDomains;
import org.letterwing.authentication.dmarc.Policy;
import org.letterwing.authentication.dmarc.Verdict;
import org.letterwing.authentication.message.MessageHeader;
import org.letterwing.authentication.message.MessageReader;
import org.letterwing.authentication.spf.SpfCheck;
import org.letterwing.authentication.spf.SpfResult;
import org.letterwing.authentication.spf.SpfVerdict;
import org.letterwing.authentication.suffix.PublicSuffixList;

import static org.letterwing.authentication.dkim.Verdict.PASS;
import static org.letterwing.authentication.dkim.Verdict.TEMPERROR;

/**
 * Finds out who sent one mail: the mail is read once, while the questions for keys are on their way.
 * Good for one mail.
 */
final class SenderCheck {

    private final MailQuestions questions;
    private final String receiver;
    private final PublicSuffixList suffixes;
    private final RandomGenerator random;
    private final TrustedSealers trusted;

    SenderCheck(
            MailQuestions questions,
            String receiver,
            PublicSuffixList suffixes,
            RandomGenerator random,
            TrustedSealers trusted) {
        this.questions = questions;
        this.receiver = receiver;
        this.suffixes = suffixes;
        this.random = random;
        this.trusted = trusted;
    }

    /**
     * Waits for all that DNS says, and returns what it comes to.
     *
     * @param reader of the mail, which has read the header
     */
    SenderVerdicts check(InboundMail mail, MessageReader reader, MessageHeader header) throws IOException {
        InetAddress client = mail.session().client().getAddress();
        String name = Optional.ofNullable(mail.session().heloName()).orElse("");
        String reversePath = mail.envelope().reversePath();
        SpfCheck spf = new SpfCheck(questions.spf(), receiver);
        // In this order: the name of the client may be made to take all the time.
        SpfVerdict mailFrom = spf.mailFrom(client, name, reversePath);
        SpfVerdict helo = reversePath.isEmpty() ? mailFrom : spf.helo(client, name);

        Instant now = Instant.now();
        BodyHashes bodies = new BodyHashes();
        DkimVerification signatures = new DkimVerification(header, new KeyLookup(questions.keys()), bodies, now);
        ArcValidation chain = new ArcValidation(header, new KeyLookup(questions.seals()), bodies, now);
        reader.body(bodies);
        bodies.finish();

        List<DkimResult> dkim = signatures.results();
        ArcResult arc = chain.result();
        Verdict dmarc = dmarc(header, mailFrom, dkim);
        Optional<String> sealer = dmarc.disposition() == Policy.NONE ? Optional.empty() : trusted.vouching(arc);
        Policy disposition = sealer.isPresent() ? Policy.NONE : dmarc.disposition();
        return new SenderVerdicts(client, reversePath, helo, mailFrom, dkim, arc, dmarc, disposition, sealer);
    }

    private Verdict dmarc(MessageHeader header, SpfVerdict spf, List<DkimResult> dkim) {
        List<String> sender = spf.result() == SpfResult.PASS ? List.of(spf.domain()) : List.of();
        List<String> signers = domains(dkim, result -> result.verdict() == PASS);
        Verdict verdict = new Dmarc(questions.author(), suffixes, random)
                .evaluate(authors(header), new AuthenticatedDomains(sender, signers));
        boolean isOpen = verdict.result() == Verdict.Result.FAIL && mayPassLater(verdict.domain(), spf, dkim);
        return isOpen ? temporary(verdict) : verdict;
    }

    private static List<String> authors(MessageHeader header) {
        return header.isWhole() ? FromDomains.of(octets(header)) : List.of();
    }

    private static byte[] octets(MessageHeader header) {
        var octets = new ByteArrayOutputStream();
        header.fields().forEach(field -> octets.writeBytes(field.octets()));
        return octets.toByteArray();
    }

    // RFC 7489 6.6.2: whoever might stand for the author can't be asked now. Others don't matter, or anybody could add
    // one.
    private boolean mayPassLater(String author, SpfVerdict spf, List<DkimResult> dkim) {
        List<String> open = new ArrayList<>(domains(dkim, result -> result.verdict() == TEMPERROR));
        if (spf.result() == SpfResult.TEMPERROR) {
            open.add(spf.domain());
        }
        return open.stream().anyMatch(domain -> organization(domain).equals(organization(author)));
    }

    private static List<String> domains(List<DkimResult> dkim, Predicate<DkimResult> which) {
        return dkim.stream().filter(which).map(DkimResult::domain).toList();
    }

    private String organization(String domain) {
        String name = DnsName.of(domain).orElse(domain);
        return suffixes.organizationalDomain(name).orElse(name);
    }

    private static Verdict temporary(Verdict verdict) {
        return new Verdict(
                Verdict.Result.TEMPERROR,
                verdict.domain(),
                verdict.published(),
                Policy.NONE,
                Policy.NONE,
                verdict.alignedSpf(),
                verdict.alignedDkim());
    }
}
