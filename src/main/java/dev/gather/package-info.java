/** The application's main class. Each package below has one job, which its {@code package-info} names. */
package dev.gather;
