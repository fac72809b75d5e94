package org.letterwing.authentication.report;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the children of an XML document's root one by one, each of a bounded size. Declarations and what they could bring
 * in are refused. Good for one document.
 */
final class Elements {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_ELEMENTS = 2000;
    private static final int MAX_TEXT = 4096;

    private static final Pattern SPACE = Pattern.compile("[ \\p{Cc}]+");

    private final XMLStreamReader xml;
    private int count;

    /**
     * Reads up to the root's first child.
     *
     * @throws ReportException if the root has another name
     * @throws XMLStreamException if that is no XML
     */
    Elements(InputStream document, String root) throws ReportException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml = factory.createXMLStreamReader(document);
        while (advance() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw new ReportException("The document has a DTD");
            }
        }
        if (!xml.getLocalName().equals(root)) {
            throw new ReportException("The document is no " + root);
        }
    }

    /** Reads the next child; null after the last one. */
    Element next() throws ReportException, XMLStreamException {
        count = 0;
        while (true) {
            switch (advance()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return element(1);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return null;
                }
                default -> {}
            }
        }
    }

    private Element element(int depth) throws ReportException, XMLStreamException {
        count++;
        if (depth > MAX_DEPTH || count > MAX_ELEMENTS) {
            throw new ReportException("An element has too many in it");
        }
        String name = xml.getLocalName();
        var text = new StringBuilder();
        List<Element> children = new ArrayList<>();
        for (int event = advance(); event != XMLStreamConstants.END_ELEMENT; event = advance()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else if (xml.isCharacters() || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
            if (text.length() > MAX_TEXT) {
                throw new ReportException("An element has too much text");
            }
        }
        return new Element(name, SPACE.matcher(text).replaceAll(" ").strip(), children);
    }

    /** Reads the next event. The JDK's parser also fails with unchecked exceptions, for a control in a DTD for example. */
    private int advance() throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException(e);
        }
    }
}
