/** Authenticates requests to backends: access tokens of OAuth 2, signatures of AWS. Knows nothing of what sends the requests. */
package dev.gather.auth;
