/** Records what an execution did, and logs it. */
package dev.gather.report;
