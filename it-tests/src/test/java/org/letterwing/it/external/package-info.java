/** An application of somebody else's that receives mail. */
package org.letterwing.it.external;
