/** The console: pages in the browser for administrators, which call the same enterprise beans as the API. */
package org.letterwing.console;
