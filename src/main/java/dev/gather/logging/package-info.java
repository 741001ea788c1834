/**
 * The form of the log's lines: what Lambda wants in them, the call that they belong to, and nothing from outside that forges or
 * garbles them.
 */
package dev.gather.logging;
