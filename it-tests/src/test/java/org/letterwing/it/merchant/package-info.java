/** An application of somebody else's that sends mail, and has data sources of its own. */
package org.letterwing.it.merchant;
