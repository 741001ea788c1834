/** A real HTTP server with scripted answers, and the surroundings of the tests that start the application. */
package dev.gather.stub;
