package fiveways.contract.remote;

import fiveways.contract.api.AllFailedException;
import fiveways.contract.api.Each;
import fiveways.contract.api.Failed;
import fiveways.contract.api.Line;
import fiveways.contract.api.Outcome;
import fiveways.contract.api.Reply;
import fiveways.contract.journal.CorruptJournalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How an operation ended, in the words of the protocol, and back. */
final class Outcomes {
  private Outcomes() {}

  /** The text of a line; of several replies, an array, with failures as objects. */
  static JsonNode json(Reply reply) {
    return switch (reply) {
      case Line(String text) -> StringNode.valueOf(text);
      case Each(List<Outcome> outcomes) -> {
        var each = Wire.array();
        outcomes.forEach(outcome -> each.add(json(outcome)));
        yield each;
      }
    };
  }

  private static JsonNode json(Outcome outcome) {
    return switch (outcome) {
      case Reply reply -> json(reply);
      case Failed(Exception cause) -> withError(Wire.object(), cause);
    };
  }

  /** Adds the error, its message, what each attempt has failed with, and what is suppressed. */
  static ObjectNode withError(ObjectNode answer, Throwable failure) {
    var kind = Kind.of(failure);
    var message = Optional.ofNullable(failure.getMessage());
    // Whatever has no name in the protocol says its own; a message may hold a request of 8 KiB.
    var text = kind == Kind.OTHER ? failure.toString() : message.orElse("");
    answer
        .put("error", kind.word())
        .put("message", text.length() <= 9_000 ? text : text.substring(0, 9_000));
    if (failure instanceof CorruptJournalException corrupt) {
      answer.put("offset", corrupt.offset());
    }
    if (failure instanceof AllFailedException all) {
      var causes = answer.putArray("causes");
      all.causes().forEach(cause -> causes.add(withError(Wire.object(), cause)));
    } else if (failure.getSuppressed().length > 0) {
      var suppressed = answer.putArray("suppressed");
      for (var one : failure.getSuppressed()) {
        suppressed.add(withError(Wire.object(), one));
      }
    }
    return answer;
  }

  /**
   * What was replied.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  static Reply reply(JsonNode json) {
    return switch (json) {
      case StringNode text -> new Line(text.stringValue());
      case ArrayNode each ->
          new Each(StreamSupport.stream(each.spliterator(), false).map(Outcomes::outcome).toList());
      default -> throw new IllegalArgumentException("no reply is like this");
    };
  }

  private static Outcome outcome(JsonNode json) {
    return json instanceof ObjectNode failed
        ? new Failed(failure(new Command(failed)))
        : reply(json);
  }

  /**
   * What it failed with.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  static Exception failure(Command answer) {
    var kind =
        Kind.called(answer.text("error"))
            .orElseThrow(() -> new IllegalArgumentException("no kind is like this"));
    var failure =
        switch (kind) {
          case ALL_FAILED -> new AllFailedException(failures(answer, "causes"));
          case CORRUPT -> new CorruptJournalException(answer.wholeNumber("offset"));
          default -> kind.exception(answer.has("message") ? answer.text("message") : "");
        };
    failures(answer, "suppressed").forEach(failure::addSuppressed);
    return failure;
  }

  private static List<Exception> failures(Command answer, String field) {
    var failures = new ArrayList<Exception>();
    for (var one : answer.json().path(field)) {
      if (!(one instanceof ObjectNode failure)) {
        throw new IllegalArgumentException("no failure is like this");
      }
      failures.add(failure(new Command(failure)));
    }
    return failures;
  }
}
