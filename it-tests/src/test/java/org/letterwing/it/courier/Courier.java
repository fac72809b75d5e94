package org.letterwing.it.courier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.letterwing.api.Envelope;
import org.letterwing.api.Recipient;
import org.letterwing.spi.outbound.NextHop;
import org.letterwing.spi.outbound.NextHopException;
import org.letterwing.spi.outbound.OutboundMail;
import org.letterwing.spi.outbound.SmtpTransport;
import org.letterwing.spi.outbound.SmtpTransportFactory;

/** Sends a mail to a port of this machine, and says what became of it. */
@WebServlet("/send")
public class Courier extends HttpServlet {

    @Resource(lookup = SmtpTransportFactory.JNDI_NAME)
    private transient SmtpTransportFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] content = "Subject: courier\n\nsent by an application\n".getBytes(StandardCharsets.US_ASCII);
        var mail = new OutboundMail(
                new Envelope("courier@letterwing.test", List.of(new Recipient(request.getParameter("to"))), Set.of()),
                content.length,
                false,
                () -> new ByteArrayInputStream(content));
        var hop = new NextHop(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(request.getParameter("port")),
                "localhost",
                NextHop.Tls.valueOf(request.getParameter("tls")),
                Optional.empty());
        response.setContentType("text/plain");
        try (SmtpTransport transport = factory.connect(hop)) {
            response.getWriter().print(transport.send(mail).get(0));
        } catch (NextHopException e) {
            response.getWriter().print(e.kind() + " " + e.outcome());
        }
    }
}
