package org.letterwing.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server for tests, on a free port of the loopback address, over UDP and TCP. It knows what it is told, and can
 * fail, be late, be silent, or cut answers off. What it doesn't know does not exist.
 */
public final class TestDns implements AutoCloseable {

    private static final int LARGEST = 65_535;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "test-dns-later");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> failuresOfTypes = new ConcurrentHashMap<>();
    private final Map<Name, Duration> delays = new ConcurrentHashMap<>();
    private final Map<Name, Boolean> cutOff = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Starts the server. */
    public TestDns() {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            tcp = new ServerSocket(0, 50, loopback);
            udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serveUdp);
        start(this::serveTcp);
    }

    private static void start(Runnable server) {
        Thread thread = new Thread(server, "test-dns");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns where the server is. */
    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Adds records as a zone file has them, such as {@code mx.example.org. A 192.0.2.1}. */
    public TestDns knows(String... lines) {
        for (String line : lines) {
            int space = line.indexOf(' ');
            String text = line.substring(0, space) + " 60 IN" + line.substring(space) + "\n";
            try (Master zone = new Master(
                    new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
                Record read = zone.nextRecord();
                records.computeIfAbsent(read.getName(), name -> new CopyOnWriteArrayList<>())
                        .add(read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** Lets questions for a name fail, with {@link Rcode#SERVFAIL} or another code. */
    public TestDns fails(String name, int rcode) {
        failures.put(Name.fromConstantString(name), rcode);
        return this;
    }

    /** Lets questions for one type of a name's records fail. */
    public TestDns fails(String name, int type, int rcode) {
        failuresOfTypes.put(name + Type.string(type), rcode);
        return this;
    }

    /** Lets answers for a name be late; a day is never. */
    public TestDns isLate(String name, Duration delay) {
        delays.put(Name.fromConstantString(name), delay);
        return this;
    }

    /** Lets answers for a name over UDP be cut off, so that the client must come over TCP. */
    public TestDns cutsOff(String name) {
        cutOff.put(Name.fromConstantString(name), true);
        return this;
    }

    /** Lets a name be answered again as it was before it failed, was late or cut off. */
    public TestDns works(String name) {
        Name known = Name.fromConstantString(name);
        failures.remove(known);
        delays.remove(known);
        cutOff.remove(known);
        return this;
    }

    /** Returns the names that were asked for, one for each question. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private Message answer(Message question, boolean overUdp) {
        Record wanted = question.getQuestion();
        Name name = wanted.getName();
        Message answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(wanted, Section.QUESTION);
        asked.add(name.toString());
        if (failures.containsKey(name)) {
            answer.getHeader().setRcode(failures.get(name));
        } else if (failuresOfTypes.containsKey(name + Type.string(wanted.getType()))) {
            answer.getHeader().setRcode(failuresOfTypes.get(name + Type.string(wanted.getType())));
        } else if (overUdp && cutOff.containsKey(name)) {
            answer.getHeader().setFlag(Flags.TC);
        } else if (!records.containsKey(name)) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        } else {
            addAnswers(answer, name, wanted.getType());
        }
        return answer;
    }

    private void addAnswers(Message answer, Name name, int type) {
        for (Record known : records.getOrDefault(name, List.of())) {
            if (known.getType() == type) {
                answer.addRecord(known, Section.ANSWER);
            } else if (known instanceof org.xbill.DNS.CNAMERecord alias) {
                answer.addRecord(known, Section.ANSWER);
                addAnswers(answer, alias.getTarget(), type);
            }
        }
    }

    private void serveUdp() {
        byte[] octets = new byte[LARGEST];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(octets, octets.length);
                udp.receive(packet);
                Message question = new Message(java.util.Arrays.copyOf(octets, packet.getLength()));
                byte[] answer = answer(question, true).toWire();
                Duration delay = delays.getOrDefault(question.getQuestion().getName(), Duration.ZERO);
                later.schedule(
                        () -> send(new DatagramPacket(answer, answer.length, packet.getSocketAddress())),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                continue; // closed, or no question
            }
        }
    }

    private void send(DatagramPacket packet) {
        try {
            udp.send(packet);
        } catch (IOException e) {
            return; // the server or its client is gone
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket client = tcp.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                continue; // closed
            }
        }
    }

    /** Answers all questions that come over a connection (RFC 7766 6.2.1), until the client closes it. */
    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (!tcp.isClosed()) {
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                byte[] answer = answer(new Message(question), false).toWire();
                byte[] framed = ByteBuffer.allocate(2 + answer.length)
                        .putShort((short) answer.length)
                        .put(answer)
                        .array();
                out.write(framed);
            }
        } catch (IOException e) {
            return; // closed, or no question
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
