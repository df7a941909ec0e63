package fiveways.contract.tck;

import fiveways.contract.api.Line;
import fiveways.contract.api.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The peer of all parts of a {@link Tree}: what it does with a client, the client's line says. It
 * keeps the books of what was opened and closed.
 */
final class TreePeer implements AutoCloseable {
  private final ScriptedPeer peer = ScriptedPeer.playing(this::play);
  private final List<String> opened = new ArrayList<>(); // guarded by this
  private final List<String> closed = new ArrayList<>(); // guarded by this

  Peer peer() {
    return peer.peer();
  }

  private void play(PeerConnection client) throws Exception {
    var words = client.readLine().split(" ");
    switch (words[0]) {
      case "OPEN" -> client.send(new Line("ID " + openedAs(words[1])).bytes());
      case "CLOSE" -> {
        closed(words[1]);
        client.send(new Line("CLOSED").bytes());
      }
      default -> talk(client, Tree.Script.valueOf(words[0]), words[1]);
    }
  }

  private static void talk(PeerConnection client, Tree.Script script, String number)
      throws Exception {
    var reply = new Line(Tree.Talk.reply(number));
    switch (script) {
      case REPLIES -> client.send(reply.bytes());
      case DRIPS -> {
        for (byte one : reply.bytes()) {
          client.send(new byte[] {one});
          Thread.sleep(1);
        }
      }
      case HANGS_UP -> client.endOutput();
      case REFUSES -> client.send(new Line("ERR " + number).bytes());
      case STAYS_SILENT, IS_NOT_THERE -> {}
    }
  }

  private synchronized String openedAs(String number) {
    var id = number + "." + opened.size();
    opened.add(id);
    return id;
  }

  private synchronized void closed(String id) {
    closed.add(id);
  }

  /** What is wrong with the books; empty if everything opened has been closed once, inner first. */
  synchronized List<String> wrong(Tree tree) {
    var wrong = new ArrayList<String>();
    for (var id : opened) {
      long times = closed.stream().filter(id::equals).count();
      if (times != 1) {
        wrong.add("resource %s was opened, and closed %d times".formatted(number(id), times));
      }
    }
    closed.stream()
        .filter(id -> !opened.contains(id))
        .forEach(id -> wrong.add("resource " + id + " was closed, but never opened"));
    tree.resources().forEach(held -> wrong.addAll(innerClosedLater(held)));
    return wrong;
  }

  private List<String> innerClosedLater(Tree.Nested held) {
    var order = closed.stream().map(TreePeer::number).toList();
    int at = order.indexOf(held.number());
    return order.stream()
        .skip(at + 1L)
        .filter(number -> at >= 0 && held.inner().contains(number))
        .map(inner -> "resource %d was closed before %d, in it".formatted(held.number(), inner))
        .collect(Collectors.toList());
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(0, id.indexOf('.')));
  }

  /** Waits, patiently, until every client has gone. */
  void assertAllGone(String what) {
    peer.connections()
        .forEach(client -> Ends.ends(what + ", for " + Ends.shown(client.received()), client));
  }

  int clients() {
    return peer.connections().size();
  }

  @Override
  public void close() {
    peer.close();
  }
}
