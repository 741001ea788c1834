/** The same calls through every front door of the whole application, and what each shape of event has of its own. */
package dev.gather.door;
