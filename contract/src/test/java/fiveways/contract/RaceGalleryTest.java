package fiveways.contract;

/** The mistakes of Race. */
class RaceGalleryTest extends GalleryHeld {
  RaceGalleryTest() {
    super("RACE");
  }
}
