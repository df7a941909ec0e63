package fiveways.contract.remote;

import fiveways.contract.api.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A command as it came, and what it says, or an error that names what is wrong with it. */
record Command(ObjectNode json) {

  /** What it says it is to do. */
  String verb() {
    return text("do");
  }

  boolean has(String field) {
    return json.has(field);
  }

  boolean flag(String field) {
    return json.path(field).booleanValue(false);
  }

  String text(String field) {
    return optional(field)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseThrow(() -> wrong(field, "a text"));
  }

  int number(String field) {
    return optional(field)
        .filter(JsonNode::canConvertToInt)
        .filter(JsonNode::isIntegralNumber)
        .map(JsonNode::intValue)
        .orElseThrow(() -> wrong(field, "a whole number"));
  }

  long id(String field) {
    return number(field, "the id of a command");
  }

  long wholeNumber(String field) {
    return number(field, "a whole number");
  }

  private long number(String field, String what) {
    return optional(field)
        .filter(JsonNode::isIntegralNumber)
        .filter(JsonNode::canConvertToLong)
        .map(JsonNode::longValue)
        .orElseThrow(() -> wrong(field, what));
  }

  Duration duration(String field) {
    try {
      return Duration.parse(text(field));
    } catch (DateTimeException notOne) {
      throw wrong(field, "a duration such as PT1.5S");
    }
  }

  /** An object with a host and a port. */
  Peer peer(String field) {
    var peer = object(field).orElseThrow(() -> wrong(field, "an object"));
    return new Peer(peer.address());
  }

  /** A file of the machine that both sides are on. */
  Path file(String field) {
    try {
      return Path.of(text(field));
    } catch (InvalidPathException notOne) {
      throw wrong(field, "the name of a file");
    }
  }

  /** Host and port; the host is an address, and never looked up. */
  InetSocketAddress address() {
    return new InetSocketAddress(host(), number("port"));
  }

  private InetAddress host() {
    try {
      return InetAddress.ofLiteral(text("host"));
    } catch (IllegalArgumentException notAnAddress) {
      throw wrong("host", "an IP address");
    }
  }

  /** Of commands. */
  List<Long> ids(String field) {
    var ids = new ArrayList<Long>();
    for (var id : optional(field).orElseThrow(() -> wrong(field, "the ids of commands"))) {
      if (!id.isIntegralNumber() || !id.canConvertToLong()) {
        throw wrong(field, "the ids of commands");
      }
      ids.add(id.longValue());
    }
    return ids;
  }

  /** Empty if it is not there. */
  Optional<Command> object(String field) {
    return optional(field)
        .map(value -> {
          if (value instanceof ObjectNode object) {
            return new Command(object);
          }
          throw wrong(field, "an object");
        });
  }

  private Optional<JsonNode> optional(String field) {
    return Optional.ofNullable(json.get(field));
  }

  private IllegalArgumentException wrong(String field, String but) {
    return new IllegalArgumentException(
        json.has(field)
            ? field + " is not " + but + ": " + Wire.shown(json.get(field).toString())
            : field + " is missing: it has to be " + but);
  }
}
