/**
 * What a student has written, compiled in this process, run in another one, and judged by the rules
 * of its exercise. It is for people who mean well: the other process is no sandbox.
 */
@NullMarked
package fiveways.practice;

import org.jspecify.annotations.NullMarked;
