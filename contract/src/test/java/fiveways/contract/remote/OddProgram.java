package fiveways.contract.remote;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A child that keeps the protocol badly, in the way its first argument says. It ends when its input
 * does, or by itself.
 */
final class OddProgram {
  private static final Pattern COMMAND = Pattern.compile("\"id\":(\\d+),\"do\":\"([a-z]+)\"");
  private static final String GREETING =
      "{\"protocol\":1,\"name\":\"odd\",\"scenarios\":[\"timeout\"]}";

  private OddProgram() {}

  public static void main(String[] arguments) throws Exception {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    switch (arguments[0]) {
      case "chatty" -> System.out.println("Hello, I am a program.");
      case "another-protocol" -> System.out.println(GREETING.replace("1", "2"));
      case "gone" -> {
        System.err.println("cannot find my settings");
        System.exit(3);
      }
      case "mute" -> {}
      default -> System.out.println(GREETING);
    }
    for (var line = in.readLine(); line != null; line = in.readLine()) {
      var command = COMMAND.matcher(line);
      if (command.find()) {
        answer(arguments[0], command.group(1), command.group(2));
      }
    }
  }

  private static void answer(String how, String id, String verb) {
    boolean run = verb.equals("run");
    var done = "{\"id\":" + id + ",\"ok\":true}";
    switch (how) {
      case "dies-in-run" -> {
        if (run) {
          System.exit(7);
        }
        System.out.println(done);
      }
      case "hangs-in-run" -> System.out.print(run ? "" : done + "\n");
      case "never-answers" -> {}
      case "answers-nobody" -> System.out.println("{\"id\":4711,\"ok\":true}");
      case "answers-twice" -> System.out.println(done + "\n" + done);
      case "answers-nonsense" -> System.out.println(run ? "{\"id\":" + id + "}" : done);
      case "babbles" -> System.out.println("x".repeat(2 << 20));
      case "babbles-on" -> {
        for (int i = 0; i < 64; i++) {
          System.out.print("x".repeat(1 << 20)); // and never the end of a line
        }
        System.out.println();
      }
      case "prints-in-between" -> System.out.println("now I do " + verb);
      default -> System.out.println(done);
    }
    System.out.flush();
  }
}
