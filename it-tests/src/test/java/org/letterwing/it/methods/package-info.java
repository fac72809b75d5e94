/** An application of somebody else's whose beans say by annotation which mail their methods take. */
package org.letterwing.it.methods;
