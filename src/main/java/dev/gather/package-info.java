/** The application's main class; each package below is a room with one job. */
package dev.gather;
