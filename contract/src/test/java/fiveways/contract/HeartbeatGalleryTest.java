package fiveways.contract;

/** The mistakes of Heartbeat. */
class HeartbeatGalleryTest extends GalleryHeld {
  HeartbeatGalleryTest() {
    super("BEAT");
  }
}
