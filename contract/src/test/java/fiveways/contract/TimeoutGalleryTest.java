package fiveways.contract;

/** The mistakes of Timeout. */
class TimeoutGalleryTest extends GalleryHeld {
  TimeoutGalleryTest() {
    super("TIME");
  }
}
