package org.letterwing.imap;

/** Something that FETCH asks for of each message (RFC 9051 6.4.5). */
sealed interface FetchItem permits FetchAttribute, Section {}
