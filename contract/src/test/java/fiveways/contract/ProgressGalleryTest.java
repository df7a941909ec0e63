package fiveways.contract;

/** The mistakes of Echo. */
class ProgressGalleryTest extends GalleryHeld {
  ProgressGalleryTest() {
    super("PROG");
  }
}
