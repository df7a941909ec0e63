package fiveways.contract;

/** The mistakes of Replay. */
class ReplayGalleryTest extends GalleryHeld {
  ReplayGalleryTest() {
    super("PLAY");
  }
}
