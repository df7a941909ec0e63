package fiveways.practice;

import java.util.regex.Pattern;

/**
 * A pattern for uses: {@code *} stands for any part of one name, {@code **} for any number of
 * names.
 */
public record Pick(Pattern pattern) {

  public static Pick of(String glob) {
    return new Pick(
        Pattern.compile(
            glob.replace(".", "\\.")
                .replace("$", "\\$")
                .replace("**", "\0")
                .replace("*", "[^.#$]*")
                .replace("\0", ".*")));
  }

  public boolean matches(String use) {
    return pattern.matcher(use).matches();
  }
}
