/** What an execution did, as one record, and where that goes. */
package dev.gather.report;
