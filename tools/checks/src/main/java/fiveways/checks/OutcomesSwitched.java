package fiveways.checks;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import fiveways.measure.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * Who switches over a sealed type of the contract names every case: a new one must then be thought
 * of at every switch, because the compiler asks. {@code default} would answer for you.
 */
final class OutcomesSwitched implements HouseRule {
  private static final String API = "contract/src/main/java/fiveways/contract/api";

  @Override
  public String name() {
    return "outcomes-switched";
  }

  @Override
  public List<Finding> check(House house) {
    var outcomes = outcomes(house);
    return house.files("", ".java").stream()
        .flatMap(file -> inOne(house.source(file), outcomes).stream())
        .toList();
  }

  private List<Finding> inOne(Source source, Set<String> outcomes) {
    var findings = new ArrayList<Finding>();
    new TreeScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitSwitch(SwitchTree tree, Boolean p) {
        look(tree, tree.getCases());
        return super.visitSwitch(tree, p);
      }

      @Override
      public Boolean visitSwitchExpression(SwitchExpressionTree tree, Boolean p) {
        look(tree, tree.getCases());
        return super.visitSwitchExpression(tree, p);
      }

      private void look(Tree tree, List<? extends CaseTree> cases) {
        var named = cases.stream().flatMap(OutcomesSwitched::types).filter(outcomes::contains);
        var hasDefault =
            cases.stream()
                .flatMap(c -> c.getLabels().stream())
                .anyMatch(DefaultCaseLabelTree.class::isInstance);
        if (hasDefault) {
          named
              .findFirst()
              .ifPresent(type ->
                  findings.add(
                      Finding.in(
                          source,
                          tree,
                          name(),
                          "a switch over "
                              + type
                              + " and its siblings has a default: name the other cases instead, so that the compiler asks when one is added")));
        }
      }
    }.scan(source.unit(), true);
    return findings;
  }

  private static Stream<String> types(CaseTree one) {
    return one.getLabels().stream()
        .filter(PatternCaseLabelTree.class::isInstance)
        .map(label -> ((PatternCaseLabelTree) label).getPattern())
        .map(OutcomesSwitched::type);
  }

  private static String type(PatternTree pattern) {
    return simple(
        switch (pattern) {
          case BindingPatternTree binding -> String.valueOf(binding.getVariable().getType());
          case DeconstructionPatternTree record -> record.getDeconstructor().toString();
          default -> "";
        });
  }

  private static String simple(String type) {
    return type.replaceFirst("<.*", "").replaceFirst("^.*\\.", "");
  }

  /** The sealed types of the contract's API, and what they permit, by their simple names. */
  private static Set<String> outcomes(House house) {
    var types = house.sources(API).stream().flatMap(source -> source.types().stream()).toList();
    var names = new HashSet<String>();
    types.stream()
        .filter(type -> type.getModifiers().getFlags().contains(Modifier.SEALED))
        .map(type -> type.getSimpleName().toString())
        .forEach(names::add);
    types.stream()
        .filter(type -> type.getImplementsClause().stream().anyMatch(i -> isIn(names, i)))
        .map(ClassTree::getSimpleName)
        .map(Object::toString)
        .toList()
        .forEach(names::add);
    return names;
  }

  private static boolean isIn(Set<String> names, Tree type) {
    return names.contains(simple(type.toString()));
  }
}
