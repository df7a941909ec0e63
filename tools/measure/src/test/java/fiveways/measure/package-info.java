@NullMarked
package fiveways.measure;

import org.jspecify.annotations.NullMarked;
