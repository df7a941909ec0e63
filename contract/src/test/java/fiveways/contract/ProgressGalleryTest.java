package fiveways.contract;

/** The mistakes of Progress. */
class ProgressGalleryTest extends GalleryHeld {
  ProgressGalleryTest() {
    super("PROG");
  }
}
