/** What Gather asks of AWS itself: keys, secrets, and signatures of requests. Nothing of it is loaded before it is needed. */
package dev.gather.aws;
