/** Golden cases: one YAML file each with a composition, what surrounds it, a call and what has to come of it. */
package dev.gather.golden;
