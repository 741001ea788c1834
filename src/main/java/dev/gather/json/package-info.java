/** JSON values as Java has them: read without losing a digit, and numbers compared by value whatever class holds them. */
package dev.gather.json;
