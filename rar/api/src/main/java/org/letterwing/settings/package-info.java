/** Letterwing's settings: their names, ranges, defaults, and where their values come from. */
package org.letterwing.settings;
