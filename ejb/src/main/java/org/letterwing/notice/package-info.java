/** What becomes of mail, told to applications that listen for it: kept until they have taken it. */
package org.letterwing.notice;
