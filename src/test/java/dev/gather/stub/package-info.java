/** Real servers with scripted answers, over HTTP, in raw bytes and in MySQL's protocol, and waiting for what they see. */
package dev.gather.stub;
