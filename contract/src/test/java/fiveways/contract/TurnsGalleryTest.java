package fiveways.contract;

/** The mistakes of Turns. */
class TurnsGalleryTest extends GalleryHeld {
  TurnsGalleryTest() {
    super("TURN");
  }
}
