/** The administration API: JSON over HTTP, errors as problem documents. Its shapes are part of the public API. */
package org.letterwing.administration;
