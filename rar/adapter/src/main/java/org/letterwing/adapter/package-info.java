/** The resource adapter: joins the protocol engines with message-driven beans by the contracts of Jakarta Connectors. */
package org.letterwing.adapter;
