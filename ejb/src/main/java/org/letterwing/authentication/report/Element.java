package org.letterwing.authentication.report;

import java.util.List;

/**
 * A small part of an XML document, without attributes and namespaces.
 *
 * @param name without a prefix
 * @param text directly in it, on one line: white space and controls within are one space, around it none
 * @param children in it
 */
record Element(String name, String text, List<Element> children) {

    private static final Element NOTHING = new Element("", "", List.of());

    /** Returns the first child of a name; an empty element if there is none. */
    Element child(String wanted) {
        return children(wanted).stream().findFirst().orElse(NOTHING);
    }

    /** Returns the children of a name. */
    List<Element> children(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).toList();
    }

    /** Returns the text of the first child of a name; empty if there is none. */
    String textOf(String wanted) {
        return child(wanted).text();
    }
}
