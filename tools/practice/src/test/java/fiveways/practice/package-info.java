@NullMarked
package fiveways.practice;

import org.jspecify.annotations.NullMarked;
