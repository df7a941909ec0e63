package fiveways.cli;

import fiveways.contract.api.ModelProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;

/**
 * What the words of a command line mean. Each refuses what it cannot read with a {@link Mistake}.
 */
public final class Words {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Zµ]*)");
  private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^]]+]|[^:]+):([^:]*)");
  private static final Pattern WORD = Pattern.compile("((?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+)\\s*");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Words() {}

  /** {@code 500ms}, {@code 5s}, {@code 2m}: zero or longer. */
  public static Duration duration(String word) {
    var match = NUMBER_AND_UNIT.matcher(word);
    if (!match.matches() || unitInNanos(match.group(2)) == 0) {
      throw new Mistake(
          "'" + word + "' is no duration: write a number and its unit, such as 500ms, 5s or 2m");
    }
    var nanos =
        new BigDecimal(match.group(1))
            .multiply(BigDecimal.valueOf(unitInNanos(match.group(2))))
            .setScale(0, RoundingMode.CEILING);
    if (nanos.compareTo(LONGEST) > 0) {
      throw new Mistake("'" + word + "' is too long: a duration is at most 2562047h (292 years)");
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static long unitInNanos(String unit) {
    return switch (unit) {
      case "ns" -> 1;
      case "us", "µs" -> 1_000;
      case "ms" -> 1_000_000;
      case "s" -> 1_000_000_000;
      case "m", "min" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 0;
    };
  }

  /** {@code 65536}, {@code 64KiB}, {@code 1MiB}: at least one byte, at most what an int holds. */
  public static int size(String word) {
    var match = NUMBER_AND_UNIT.matcher(word);
    if (!match.matches() || unitInBytes(match.group(2)) == 0) {
      throw new Mistake(
          "'"
              + word
              + "' is no size: write bytes, or a number and its unit, such as 64KiB or 1MiB");
    }
    var bytes =
        new BigDecimal(match.group(1)).multiply(BigDecimal.valueOf(unitInBytes(match.group(2))));
    if (bytes.signum() == 0
        || bytes.stripTrailingZeros().scale() > 0
        || bytes.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw new Mistake(
          "'" + word + "' is no possible size: it must be from 1 byte to 2147483647 bytes, whole");
    }
    return bytes.intValueExact();
  }

  private static long unitInBytes(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "", "b" -> 1;
      case "kib" -> 1 << 10;
      case "mib" -> 1 << 20;
      case "gib" -> 1 << 30;
      default -> 0;
    };
  }

  /** A whole number from one on. */
  public static int count(String word) {
    if (!word.matches("\\d{1,9}") || Integer.parseInt(word) == 0) {
      throw new Mistake("'" + word + "' is no count: write a whole number from 1 on");
    }
    return Integer.parseInt(word);
  }

  /** 0 to 65535. */
  public static int port(String word) {
    if (!word.matches("\\d{1,5}") || Integer.parseInt(word) > 0xFFFF) {
      throw new Mistake(
          "'" + word + "' is no port: write a number from 1 to 65535, or 0 for any free one");
    }
    return Integer.parseInt(word);
  }

  /** A name or an address, looked up. Blocks for as long as the lookup does. */
  public static InetAddress host(String word) {
    try {
      return InetAddress.getByName(word);
    } catch (UnknownHostException e) {
      throw new Mistake(
          "the host '" + word + "' is unknown: write a name that can be looked up, or an address");
    }
  }

  /** {@code localhost:7001}, {@code 127.0.0.1:7001}, {@code [::1]:7001}. */
  public static InetSocketAddress address(String word) {
    var match = HOST_AND_PORT.matcher(word);
    if (!match.matches()) {
      throw new Mistake("'" + word + "' is no address: write HOST:PORT, such as localhost:7001");
    }
    int port = port(match.group(2));
    if (port == 0) {
      throw new Mistake("'" + word + "' has port 0: nobody listens there, write the real port");
    }
    return new InetSocketAddress(host(match.group(1)), port);
  }

  /** A scenario that every model has a file for. */
  public static Scenario scenario(String word) {
    var choice = "choose one of " + Scenario.words(Scenario.built());
    var scenario =
        Scenario.of(word)
            .orElseThrow(() -> new Mistake("there is no scenario '" + word + "': " + choice));
    if (!scenario.isBuilt()) {
      throw new Mistake(
          "'%s' has only rules and no file in a model: %s, or ask it by `course test 01 %s`"
              .formatted(word, choice, scenario.word()));
    }
    return scenario;
  }

  /** Split at blanks, as a shell does; quotes of either kind keep blanks. */
  public static List<String> command(String line) {
    var words = new ArrayList<String>();
    var match = WORD.matcher(line.strip());
    int end = 0;
    while (match.find() && match.start() == end) {
      words.add(match.group(1).replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
      end = match.end();
    }
    if (words.isEmpty() || end != line.strip().length()) {
      throw new Mistake("'" + line + "' is no command: write a program and its arguments");
    }
    return List.copyOf(words);
  }

  /** {@link Words#duration}. */
  static final class DurationWord implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String word) {
      return duration(word);
    }
  }

  /** {@link Words#duration}, longer than zero. */
  static final class PositiveDurationWord implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String word) {
      var duration = duration(word);
      if (duration.isZero()) {
        throw new Mistake("'" + word + "' is too short: it must be longer than zero");
      }
      return duration;
    }
  }

  /** {@link Words#size}. */
  static final class SizeWord implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String word) {
      return size(word);
    }
  }

  /** {@link Words#count}. */
  public static final class CountWord implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String word) {
      return count(word);
    }
  }

  /** {@link Words#port}. */
  static final class PortWord implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String word) {
      return port(word);
    }
  }

  /** {@link Words#host}. */
  static final class HostWord implements ITypeConverter<InetAddress> {
    @Override
    public InetAddress convert(String word) {
      return host(word);
    }
  }

  /** {@link Words#address}. */
  static final class AddressWord implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String word) {
      return address(word);
    }
  }

  /** {@link Models#called}. */
  public static final class ModelWord implements ITypeConverter<ModelProvider> {
    @Override
    public ModelProvider convert(String word) {
      return Models.called(word);
    }
  }

  /** {@link Words#scenario}. */
  static final class ScenarioWord implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String word) {
      return scenario(word);
    }
  }

  /** What a shell offers for a model. */
  public static final class ModelCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Models.all().stream().flatMap(model -> Stream.of(model.id(), model.name())).iterator();
    }
  }

  /** What a shell offers for what calls. */
  public static final class CallCandidates implements Iterable<String> {
    static final List<String> WORDS = List.of("timeout", "race", "progress", "merge", "dashboard");

    @Override
    public Iterator<String> iterator() {
      return WORDS.iterator();
    }
  }

  /** What a shell offers for a server. */
  public static final class ServerCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of("echo", "heartbeat", "replay").iterator();
    }
  }

  /** What a shell offers for a scenario that every model has a file for. */
  public static final class ScenarioCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Scenario.built().stream().map(Scenario::word).iterator();
    }
  }

  /** What a shell offers for rules: those of a scenario. */
  static final class RuleCandidates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Scenario.values()).map(Scenario::word).iterator();
    }
  }
}
