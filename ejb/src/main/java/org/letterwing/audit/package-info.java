/** Who changed what and when: written in the transaction of the change, and shown to administrators. */
package org.letterwing.audit;
