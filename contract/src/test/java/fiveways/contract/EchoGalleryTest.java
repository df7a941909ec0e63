package fiveways.contract;

/** The mistakes of Echo. */
class EchoGalleryTest extends GalleryHeld {
  EchoGalleryTest() {
    super("ECHO");
  }
}
