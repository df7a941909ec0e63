package fiveways.contract.remote;

import static org.assertj.core.api.Assertions.assertThat;

import fiveways.contract.tck.DashboardContract;
import fiveways.contract.tck.EchoContract;
import fiveways.contract.tck.HeartbeatContract;
import fiveways.contract.tck.MergeContract;
import fiveways.contract.tck.NotRemotely;
import fiveways.contract.tck.ProgressContract;
import fiveways.contract.tck.RaceContract;
import fiveways.contract.tck.ReplayContract;
import fiveways.contract.tck.Spec;
import fiveways.contract.tck.TimeoutContract;
import fiveways.contract.tck.TurnsContract;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** SPEC.md says which rules are not judged remotely, or not whole: all of them, and no other. */
class NotRemotelyTest {

  private static Stream<Method> methods() {
    return Stream.<Class<?>>of(
            EchoContract.class,
            TimeoutContract.class,
            HeartbeatContract.class,
            RaceContract.class,
            ProgressContract.class,
            MergeContract.class,
            DashboardContract.class,
            ReplayContract.class,
            TurnsContract.class)
        .flatMap(contract -> Stream.of(contract.getMethods()));
  }

  private static Stream<Method> tests() {
    return methods().filter(method -> method.isAnnotationPresent(NotRemotely.class));
  }

  @Test
  void the_rules_are_those_that_SPEC_names() throws IOException {
    var spec = Files.readString(Path.of("SPEC.md"));
    var list = spec.substring(spec.indexOf("is *not judged remotely*"));
    var named =
        list.lines()
            .filter(line -> line.startsWith("- "))
            .flatMap(line ->
                Pattern.compile("(ECHO|TIME|BEAT|RACE|PROG|MERGE|DASH|PLAY|TURN)-[0-9]+")
                    .matcher(line)
                    .results()
                    .map(m -> m.group()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tests().map(Method::getName).map(name -> Spec.ruleOf(name).orElseThrow()))
        .isNotEmpty()
        .hasSameElementsAs(named);
  }

  /** A rule that is judged here only in part has other tests that judge it, or says so here. */
  @Test
  void only_what_runs_in_the_program_alone_is_not_judged_at_all() {
    var whole =
        tests()
            .filter(method -> !method.getAnnotation(NotRemotely.class).butTheRest())
            .map(Method::getName)
            .collect(Collectors.toSet());
    var rules = new TreeSet<String>();
    methods()
        .filter(method -> !whole.contains(method.getName()))
        .forEach(method -> Spec.ruleOf(method.getName()).ifPresent(rules::add));
    var all =
        Spec.rules().stream().map(Spec.Rule::id).collect(Collectors.toCollection(TreeSet::new));
    all.removeAll(rules);
    assertThat(all).containsExactly("PLAY-6", "TIME-11", "TURN-1", "TURN-2");
  }
}
