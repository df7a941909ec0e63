package fiveways.measure;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Counts in one file, by its syntax tree. What counts:
 *
 * <ul>
 *   <li>a <em>line</em>, if something stands in it besides comments; the package's and the imports'
 *       do not count, lines inside a text block do unless they are blank
 *   <li>a <em>decision</em>: {@code if}, every loop, each {@code case} and each {@code when} (but
 *       no {@code default}), {@code catch}, {@code ?:}, {@code &&} and {@code ||}
 *   <li>a <em>mutable field</em>, if it is not final; a final field whose object changes is none,
 *       the tree does not know, and neither is a local variable
 *   <li>a <em>function</em> handed over: lambdas, method references, anonymous classes
 *   <li>a <em>signature</em>: a method or constructor that is written out, in nested types too
 *   <li>a <em>pair</em> of a state and an event: each state that a statement {@code switch
 *       (state())} names, which is how 02 says what an event does; one that only throws cannot
 *       happen and is no pair, and one whose block is empty is not acted on
 * </ul>
 */
final class Counting extends TreeScanner<Boolean, Boolean> {
  private final Predicate<MethodTree> coloured;
  private int decisions;
  private int mutableFields;
  private int functions;
  private int signatures;
  private int colouredSignatures;
  private int pairs;
  private int acted;

  private Counting(Predicate<MethodTree> coloured) {
    this.coloured = coloured;
  }

  /** All of the file; {@code coloured} tells which signatures name what only the model has. */
  static Counts of(Source source, Predicate<MethodTree> coloured) {
    var counting = new Counting(coloured);
    counting.scan(source.unit(), true);
    return new Counts(
        source.codeLines().size(),
        counting.decisions,
        counting.mutableFields,
        counting.functions,
        counting.signatures,
        counting.colouredSignatures,
        counting.pairs,
        counting.acted);
  }

  // ---- decisions

  @Override
  public Boolean visitIf(IfTree tree, Boolean p) {
    decisions++;
    return super.visitIf(tree, p);
  }

  @Override
  public Boolean visitForLoop(ForLoopTree tree, Boolean p) {
    decisions++;
    return super.visitForLoop(tree, p);
  }

  @Override
  public Boolean visitEnhancedForLoop(EnhancedForLoopTree tree, Boolean p) {
    decisions++;
    return super.visitEnhancedForLoop(tree, p);
  }

  @Override
  public Boolean visitWhileLoop(WhileLoopTree tree, Boolean p) {
    decisions++;
    return super.visitWhileLoop(tree, p);
  }

  @Override
  public Boolean visitDoWhileLoop(DoWhileLoopTree tree, Boolean p) {
    decisions++;
    return super.visitDoWhileLoop(tree, p);
  }

  @Override
  public Boolean visitCase(CaseTree tree, Boolean p) {
    if (!tree.getLabels().stream().allMatch(DefaultCaseLabelTree.class::isInstance)) {
      decisions++;
    }
    if (tree.getGuard() != null) {
      decisions++;
    }
    return super.visitCase(tree, p);
  }

  @Override
  public Boolean visitCatch(CatchTree tree, Boolean p) {
    decisions++;
    return super.visitCatch(tree, p);
  }

  @Override
  public Boolean visitConditionalExpression(ConditionalExpressionTree tree, Boolean p) {
    decisions++;
    return super.visitConditionalExpression(tree, p);
  }

  @Override
  public Boolean visitBinary(BinaryTree tree, Boolean p) {
    if (tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR) {
      decisions++;
    }
    return super.visitBinary(tree, p);
  }

  // ---- functions handed over

  @Override
  public Boolean visitLambdaExpression(LambdaExpressionTree tree, Boolean p) {
    functions++;
    return super.visitLambdaExpression(tree, p);
  }

  @Override
  public Boolean visitMemberReference(MemberReferenceTree tree, Boolean p) {
    functions++;
    return super.visitMemberReference(tree, p);
  }

  @Override
  public Boolean visitNewClass(NewClassTree tree, Boolean p) {
    if (tree.getClassBody() != null) {
      functions++;
    }
    return super.visitNewClass(tree, p);
  }

  // ---- fields and signatures

  @Override
  public Boolean visitClass(ClassTree type, Boolean p) {
    var fields =
        type.getMembers().stream()
            .filter(VariableTree.class::isInstance)
            .map(VariableTree.class::cast)
            .toList();
    if (type.getKind() != Tree.Kind.INTERFACE && type.getKind() != Tree.Kind.ANNOTATION_TYPE) {
      mutableFields += (int) fields.stream().filter(field -> !isFinal(field)).count();
    }
    functions -= constantsWithBodies(type, fields);
    return super.visitClass(type, p);
  }

  private static boolean isFinal(VariableTree field) {
    return field.getModifiers().getFlags().contains(Modifier.FINAL);
  }

  /** A constant of an enum that has a body is no callback, though the parser makes it look so. */
  private static int constantsWithBodies(ClassTree type, List<VariableTree> fields) {
    return type.getKind() != Tree.Kind.ENUM
        ? 0
        : (int)
            fields.stream()
                .map(VariableTree::getInitializer)
                .filter(NewClassTree.class::isInstance)
                .map(NewClassTree.class::cast)
                .filter(made -> made.getClassBody() != null)
                .filter(made -> type.getSimpleName().contentEquals(made.getIdentifier().toString()))
                .count();
  }

  @Override
  public Boolean visitMethod(MethodTree method, Boolean p) {
    signatures++;
    if (coloured.test(method)) {
      colouredSignatures++;
    }
    return super.visitMethod(method, p);
  }

  // ---- states and events

  @Override
  public Boolean visitSwitch(SwitchTree tree, Boolean p) {
    if (tree.getExpression().toString().equals("(state())")) {
      var possible =
          tree.getCases().stream().filter(one -> !(one.getBody() instanceof ThrowTree)).toList();
      pairs += states(possible.stream());
      acted += states(possible.stream().filter(one -> !isEmpty(one.getBody())));
    }
    return super.visitSwitch(tree, p);
  }

  /** How many different ones; with {@code when}, a state may be named twice. */
  private static int states(Stream<? extends CaseTree> cases) {
    return (int)
        cases
            .flatMap(one -> one.getLabels().stream())
            .filter(PatternCaseLabelTree.class::isInstance)
            .map(label -> label.toString().replaceFirst("[ (].*", ""))
            .distinct()
            .count();
  }

  private static boolean isEmpty(@Nullable Tree body) {
    return body instanceof BlockTree block && block.getStatements().isEmpty();
  }
}
