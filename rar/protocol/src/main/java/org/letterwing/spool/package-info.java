/** Content of mails on its way in: small ones in memory, large ones in temporary files. */
package org.letterwing.spool;
