/** JSON values in Java: read and written without losing a digit, and numbers compared by value across classes. */
package dev.gather.json;
